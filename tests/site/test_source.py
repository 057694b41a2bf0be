"""Fences are found without converting a page."""

from __future__ import annotations

from calcref.site.markdown.source import fences

PAGE = """
```python exec="1" session="a" id="a one"
text = '''
~~~
'''
```

````markdown
```python exec="1" id="shown only"
````

    ```python exec="1" id="a two"
    ```
~~~ text
```
~~~
```python exec="no"
```
"""


def test_fences_in_their_order() -> None:
    found = [(it.line, it.indent, it.language, it.options.get("id"), it.executed) for it in fences(PAGE.splitlines())]
    assert found == [
        (2, 0, "python", "a one", True),
        (8, 0, "markdown", None, False),
        (12, 4, "python", "a two", True),
        (14, 0, "text", None, False),
        (17, 0, "python", None, False),
    ]
