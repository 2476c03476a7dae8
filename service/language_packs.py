"""Offer every Cyrillic scheme to the ``transliterate`` package as a language pack, such as ``ru-ala-lc``.

In that package ``reversed=True`` means from the language's own script to Latin letters, which is our forward direction.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType

PACKAGE = "transliterate"


def register_when_imported() -> None:
    """Register the packs now if ``transliterate`` is imported already, otherwise as soon as it is.

    Importing romanbib must stay quick and must not depend on ``transliterate``, hence not imported from here.
    """
    if PACKAGE in sys.modules:
        register()
    elif not any(isinstance(finder, _Watcher) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Watcher())


class _Watcher(MetaPathFinder):
    """Wait for the first import of ``transliterate``, let it happen as ever, and register the packs behind it."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != PACKAGE:
            return None
        with suppress(ValueError):  # another thread was first
            sys.meta_path.remove(self)
        spec = find_spec(fullname)
        if spec is not None and spec.loader is not None:
            run = spec.loader.exec_module

            def run_and_register(module: ModuleType) -> None:
                run(module)
                register()

            spec.loader.exec_module = run_and_register  # type: ignore[method-assign]
        return spec


def register() -> None:
    """Register one pack for each Cyrillic rule table; no table is loaded before its pack is used."""
    try:
        from transliterate.base import TranslitLanguagePack, registry
        from transliterate.discover import autodiscover
    except ImportError:  # another module of this name, which is none of ours
        return
    from .tables.registry import ids
    from .text.language import languages

    autodiscover()  # the package looks for its own packs only while its registry is empty

    class RomanbibPack(TranslitLanguagePack):  # type: ignore[misc]
        """A romanbib scheme under the interface of ``transliterate``."""

        language = ""
        scheme = ""
        # The base class insists on a letter mapping, which rule tables take the place of.
        mapping = ("a", "а")

        def translit(self, value: str, reversed: bool = False, strict: bool = False, fail_silently: bool = True) -> str:
            """Romanize (``reversed=True``) or bring back to Cyrillic."""
            from .romanization import transliterate

            return transliterate(value, language=self.language, scheme=self.scheme, reverse=not reversed)

    for language in (tag for tag, known in languages().items() if known.script == "Cyrl"):
        for scheme in ids(language):
            code = f"{language}-{scheme}"
            names = {"language_code": code, "language_name": code, "language": language, "scheme": scheme}
            registry.register(type(f"Pack_{code}", (RomanbibPack,), names))
