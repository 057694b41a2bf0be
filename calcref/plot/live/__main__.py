"""`python -m calcref.plot.live`: write the module of functions into the folder of the pages."""

from pathlib import Path

from calcref.plot.live.functions import MODULE, module

if __name__ == "__main__":
    (Path("docs") / MODULE).write_text(module(), "utf-8")
