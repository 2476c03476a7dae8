"""Overrides that are kept, in both databases alike."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from romanbib.errors import InputError
from romanbib.overrides import Override
from romanbib.store.database import StoreError
from romanbib.store.exchange import contribution, from_csv, to_csv
from romanbib.store.live import LiveOverrides
from romanbib.store.store import ConflictError, Kept, NotStoredError, Store

MEHR = Override("fa", "مهر", "مِهر")
NOURI = Override("fa", "نوری", "Nouri", kind="name", scope="thesis")


def test_what_is_added_is_there(store):
    kept = store.add(MEHR, author="Parisa", reason="the sun, not the seal")
    assert (kept.id, kept.revision, kept.override, kept.author) == (1, 1, MEHR, "Parisa")
    assert store.get(1) == kept
    assert list(store.all()) == [kept]
    assert abs((datetime.now(UTC) - kept.at).total_seconds()) < 120


def test_the_same_text_is_not_stored_twice(store):
    store.add(MEHR, author="Parisa")
    with pytest.raises(ConflictError, match=r"stored as 'مِهر' already, number 1 \(by Parisa, .*\); change that"):
        store.add(Override("fa", "مهر", "مُهر"))
    # Another kind or scope of text is another matter.
    assert store.add(Override("fa", "مهر", "مُهر", kind="title")).id == 2
    assert store.add(Override("fa", "مهر", "مُهر", scope="seals")).id == 3


def test_a_change_needs_the_revision_it_was_made_to(store):
    store.add(MEHR, author="Parisa")
    changed = store.change(1, Override("fa", "مهر", "Mehr"), revision=1, author="Omid")
    assert (changed.revision, changed.override.output) == (2, "Mehr")
    with pytest.raises(ConflictError, match=r"at revision 2, not 1: 'Mehr' \(by Omid"):
        store.change(1, MEHR, revision=1)
    with pytest.raises(ConflictError, match="at revision 2, not 1"):
        store.remove(1, revision=1)
    assert store.get(1) == changed


def test_history_stays(store):
    store.add(MEHR, reason="first")
    store.change(1, Override("fa", "مهر", "Mehr"), revision=1, reason="second")
    store.remove(1, revision=2, author="Omid")
    with pytest.raises(NotStoredError, match="override 1 does not exist"):
        store.get(1)
    steps = store.history(1)
    assert [(step.action, step.kept.revision, step.kept.override.output) for step in steps] == [
        ("add", 1, "مِهر"), ("change", 2, "Mehr"), ("remove", 3, "Mehr"),
    ]  # fmt: skip
    assert steps[2].kept.author == "Omid"
    assert store.add(MEHR).id == 2  # a number is not given again
    with pytest.raises(NotStoredError):
        store.history(99)


@pytest.mark.parametrize("number", [0, -1, 2**31, 10**30])
def test_numbers_that_are_none(store, number):
    with pytest.raises(NotStoredError):
        store.get(number)


def test_pages_and_searching(store):
    for number in range(25):
        store.add(Override("ru", f"слово{number}", f"slovo{number}", scope="a" if number % 2 else ""))
    store.add(NOURI)
    first = store.page(limit=10)
    assert [one.id for one in first] == list(range(1, 11))
    assert [one.id for one in store.page(limit=10, after=20)] == list(range(21, 27))
    assert [one.override for one in store.page(language="fa")] == [NOURI]
    assert len(store.page(scope="")) == 13
    assert [one.override.source for one in store.page(holding="СЛОВО24")] == ["слово24"]
    assert [one.override.output for one in store.page(holding="nouri")] == ["Nouri"]
    assert store.page(holding="%") == store.page(holding="_") == []


def test_many_at_once_are_all_or_none(store):
    def kept(override, author=""):
        return Kept(0, 0, override, author, "", datetime.now(UTC))

    store.add(MEHR)
    assert store.merge([kept(MEHR), kept(NOURI, "Omid"), kept(Override("fa", "مهر", "Mehr"))], author="import") == (
        1,
        1,
    )
    assert {one.override.output: one.author for one in store.all()} == {"Mehr": "import", "Nouri": "Omid"}
    before = list(store.all())
    with pytest.raises(InputError, match="'xx' has no rule table"):
        store.merge([kept(Override("ru", "Ницше", "Nietzsche")), kept(Override("xx", "a", "b"))])
    assert list(store.all()) == before


def test_two_people_do_not_lose_each_others_edits(url):
    Store(url).close()
    begun = threading.Barrier(8)

    def edit(number):
        own = Store(url)
        begun.wait()
        try:
            for at in range(10):
                own.add(Override("ru", f"слово{number}и{at}", "x"))
            try:
                own.add(Override("ru", "Хлопов", f"Khlopov{number}"))
            except ConflictError:
                return 0
            return 1
        finally:
            own.close()

    with ThreadPoolExecutor(8) as people:
        assert sum(people.map(edit, range(8))) == 1
    store = Store(url)
    assert len(list(store.all())) == 81
    assert store.generation() == 81
    store.close()


def test_a_change_is_in_force_in_the_next_second(url, monkeypatch):
    here, there = Store(url), Store(url)
    now = 0.0
    monkeypatch.setattr("romanbib.store.live.time.monotonic", lambda: now)
    live = LiveOverrides(lambda: there)
    assert not live.in_force()
    here.add(MEHR)
    now = 0.6
    (match,) = live.in_force().in_text("خبرگزاری مهر", "fa", "title")
    assert match.override == MEHR
    assert live.in_force() is live.in_force()
    before = live.in_force()
    here.add(NOURI)
    assert live.in_force() is before  # not looked at again yet
    live.look_again()
    assert not live.in_force("other").in_text("نوری", "fa", "name")
    assert live.in_force("thesis").in_text("نوری", "fa", "name")
    here.close()
    there.close()


def test_a_copy_is_as_old_as_the_look_it_comes_from(url, monkeypatch):
    here, there = Store(url), Store(url)
    now = 0.0
    monkeypatch.setattr("romanbib.store.live.time.monotonic", lambda: now)

    class Slow:
        """A store that takes a second to answer."""

        def generation(self):
            nonlocal now
            found = there.generation()
            now += 1
            return found

        def all(self):
            return there.all()

    live = LiveOverrides(Slow)
    assert not live.in_force()
    here.add(MEHR)  # after the first look, less than half a second after it had ended
    assert live.in_force().in_text("مهر", "fa", "text")
    here.close()
    there.close()


def test_a_database_that_goes_and_comes_back(postgresql, monkeypatch):
    url = postgresql.new_database("goes")
    store = Store(url)
    now = 0.0
    monkeypatch.setattr("romanbib.store.live.time.monotonic", lambda: now)
    live = LiveOverrides(lambda: store)
    store.add(MEHR)
    assert live.in_force().in_text("مهر", "fa", "text")
    postgresql.stop()
    try:
        now = 1.0
        assert live.in_force().in_text("مهر", "fa", "text")
        assert "cannot be used" in live.failing
        with pytest.raises(StoreError, match="cannot be used"):
            store.add(NOURI)
        with pytest.raises(StoreError, match="cannot be used"):
            LiveOverrides(lambda: Store(url)).in_force()
    finally:
        postgresql.start()
    now = 2.0
    store.add(NOURI)
    assert live.in_force("thesis").in_text("نوری", "fa", "name")
    assert live.failing == ""
    store.close()


def test_csv_there_and_back(store):
    store.add(MEHR, author="Parisa", reason='the "sun",\nnot the seal')
    store.add(NOURI)
    store.add(Override("ru", "Иванов", "=Ivanov"))
    text = "".join(to_csv(store.all()))
    assert text.startswith("language,source,output,kind,scope,author,at,reason\r\n")
    assert ",'=Ivanov," in text  # no formula for a spreadsheet
    back = list(from_csv(text.splitlines(keepends=True)))
    assert [(one.override, one.author, one.reason) for one in back] == [
        (one.override, one.author, one.reason) for one in store.all()
    ]
    assert store.merge(back) == (0, 0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "x.csv: empty; the first line names the columns"),
        ("source,output\r\na,b\r\n", "x.csv: line 1: no column language"),
        ("language,source,output\r\nru,Иванов,Ivanov\r\nru,,b\r\n", "x.csv: line 3: override: source is empty"),
        ('language,source,output\r\nru,"Иванов,b\r\n', "x.csv: line 2: not CSV"),
        (
            "language,source,output\r\nfa,مهر,مَهد\r\n",
            "x.csv: line 2: override: 'مَهد' does not have the letters of 'مهر'",
        ),
    ],
)
def test_csv_that_is_none(text, message):
    with pytest.raises(InputError) as error:
        list(from_csv(text.splitlines(keepends=True), "x.csv"))
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


def test_a_contribution_names_the_list(store):
    store.add(MEHR, author="Parisa")
    store.add(Override("fa", "نوری", "Nouri", kind="name"))
    store.add(NOURI)
    lines = "".join(contribution(store.all())).splitlines()
    assert len(lines) == 3  # what goes for one thesis alone is of no use to all
    assert lines[1].startswith("persian/words.tsv\tمهر\tمِهر\t# Parisa ")
    assert lines[2].startswith("authorities/own-names.tsv\tنوری\tNouri")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nonsense", "DATABASE_URL: not a database URL; give sqlite:///FILE"),
        ("mysql://root:secret@db/x", "DATABASE_URL: mysql"),
        ("postgresql://me:secret@127.0.0.1:1/x", r"postgresql\+psycopg://me:\*\*\*@127.0.0.1:1/x: the database"),
        ("sqlite:////dev/null/x.sqlite", "/dev/null: cannot be made: "),
    ],
)
def test_a_url_that_leads_nowhere(url, message):
    with pytest.raises(StoreError, match=message) as error:
        Store(url)
    assert "secret" not in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_no_database(tmp_path):
    place = tmp_path / "x.sqlite"
    place.write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreError, match="file is not a database"):
        Store(f"sqlite:///{place}")
    assert place.read_bytes().startswith(b"not a database")


@pytest.mark.parametrize("field", ["author", "reason"])
def test_notes_are_one_line_and_bounded(store, field):
    assert getattr(store.add(MEHR, **{field: " a\n\x00b "}), field) == "a ␀b"
    with pytest.raises(InputError, match=f"override: {field} has 600 characters"):
        store.add(NOURI, **{field: "x" * 600})
