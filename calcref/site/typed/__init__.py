"""What is typed is read and put to numbers: the TeX of records and pages, and the words of conditions."""
