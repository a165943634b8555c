"""Questions with feedback for every answer: predictions, quizzes, numbers, reviews and the pre-test.

They are declared in `data/questions.toml` and rendered the same in JupyterLab and in a page (`web/question.js`). What a learner
answers stays in the browser (`web/store.js`), by the ids of options and confidences: nothing is sent anywhere.
"""

import importlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import msgspec

from explorables.course import current
from explorables.records import convert, entries, pick
from explorables.registry import Markdown, check_cited
from explorables.web import cited, template

MIME = "application/vnd.explorables.question+json"
DIAGNOSES = ("missing", "fails", "shape", "sign", "factor", "ignores", "wrong", "right")
FILE = "data/questions.toml"
OPENING = re.compile(r"(?:Right|Yes|No|Wrong|Nearly|Close|Halfway|Half right|Too \w+|Not \w+)[.,:]")


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer and what is said to it. Under its `id` a learner's browser keeps it; `formerly` are texts under which it was kept before.

    `later` is what a prediction or an answer of the pre-test is met with; `met`: it came out so.
    """

    id: str
    text: str
    feedback: str
    correct: bool = False
    misconception: str = ""
    later: str = ""
    met: bool = False
    formerly: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text under which editions before ids kept it, today's first."""
        return (self.text, *self.formerly)


class Range(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An anticipated number: from `low` to `high`, and what is said to it."""

    low: float
    high: float
    feedback: str
    correct: bool = False

    def words(self, unit: str) -> str:
        """The range in words."""
        below, above = self.low < -1e300, self.high > 1e300
        if below and above:
            return "any other number"
        if self.low == self.high:
            return f"{self.low:g} {unit}"
        return (
            f"below {self.high:g} {unit}" if below else f"above {self.low:g} {unit}" if above else f"{self.low:g} to {self.high:g} {unit}"
        )


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question. A pretest withholds what is right until it is asked again; a review brings back the lesson `of`."""

    id: str
    kind: Literal["prediction", "quiz", "number", "review", "pretest", "exercise"]
    ask: str
    options: tuple[Option, ...] = ()
    unit: str = ""
    answers: tuple[Range, ...] = ()
    model: str = ""
    cases: tuple[dict[str, float], ...] = ()
    diagnoses: dict[str, str] = {}
    of: str = ""

    SCORED: ClassVar = ("quiz", "number", "review", "pretest")
    CONFIDENCE: ClassVar = {"guessing": "guessing", "fairly sure": "fairly sure", "certain": "certain"}  # words by the ids that are kept

    def __post_init__(self) -> None:
        answers: tuple[Option | Range, ...] = (*self.options, *self.answers)
        said = [answer.feedback for answer in answers] or [self.diagnoses.get(name, "") for name in DIAGNOSES]
        if len(set(said)) < len(said) or not all(said):
            raise ValueError(f"every answer needs a feedback of its own; {len(said)} answers, {len(set(said) - {''})} feedbacks")
        texts = [text for option in self.options for text in option.texts]
        if twice := {text for text in texts if texts.count(text) > 1}:
            raise ValueError(f"two options say or said {min(twice)!r}; allowed: texts of which none stands twice")
        right = sum(answer.correct for answer in answers)
        if right != (self.kind in self.SCORED):
            raise ValueError(f"{right} answers are marked correct; allowed for a {self.kind}: {int(self.kind in self.SCORED)}")
        unnamed = [option.text for option in self.options if not option.correct and not option.misconception]
        if self.kind in self.SCORED and unnamed:
            raise ValueError(f"the wrong answer {unnamed[0]!r} names no misconception")
        if (self.kind == "review") != bool(self.of):
            raise ValueError(f"of = {self.of!r}; allowed: the lesson that a review brings back, and nothing for another kind")
        if self.kind == "pretest" and not all(option.later for option in self.options):
            raise ValueError("every answer of a pretest needs `later`, what is said when it is asked again")

    @property
    def function(self) -> Callable[..., Any]:
        """The course's own function, which an attempt at this exercise is compared with."""
        if self.kind != "exercise":
            raise ValueError(f"{FILE}: [{self.id}] is a {self.kind}; allowed: an exercise, which has a function")
        module, _, name = self.model.rpartition(".")
        return getattr(importlib.import_module(module), name)

    def answered(self, answer: Option | Range, again: bool = False) -> tuple[str, str, str]:
        """What is said to one of the answers: "right" or "wrong", the words that say so and open it, and the rest.

        Without a verdict, both empty, to a prediction and to an answer of the pre-test that is not given `again`.
        """
        text = answer.later if again and isinstance(answer, Option) else answer.feedback
        if self.kind == "prediction" or (self.kind == "pretest" and not again):
            return "", "", text
        verdict, words = ("right", "Right.") if answer.correct else ("wrong", "Not right.")
        found = OPENING.match(text)
        return (verdict, found[0], text[found.end() :].lstrip()) if found else (verdict, words, text)

    def said(self, diagnosis: str, detail: str) -> Markdown:
        """What an exercise says to one of DIAGNOSES."""
        return Markdown(f"**{diagnosis.capitalize()}.** " + self.diagnoses[diagnosis].format(detail))

    def html(self) -> str:
        """The question as a form."""
        return template("question.html").render(question=self, again=False)

    def __repr__(self) -> str:
        return "\n".join([self.ask, *(f"( ) {option.text}" for option in self.options)])

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict, dict]:
        return mimebundle(self.html(), repr(self), {"id": self.id, "shows": "question"})


@dataclass(frozen=True)
class Revisit:
    """A question that comes back: "recall", a prediction beside what came out; "again", one of the pre-test, now answered with `later`."""

    question: Question
    shows: str

    def html(self) -> str:
        """Every answer with what is said to it in the end; the script leaves only the learner's own, or asks."""
        return template("recall.html" if self.shows == "recall" else "question.html").render(question=self.question, again=True)

    def __repr__(self) -> str:
        if self.shows == "again":
            return "Once more: " + repr(self.question)
        return "\n".join(["Your prediction, and what came out", *(f"- {option.text}: {option.later}" for option in self.question.options)])

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict, dict]:
        return mimebundle(self.html(), repr(self), {"id": self.question.id, "shows": self.shows})


@dataclass(frozen=True)
class Answers:
    """What the learner's browser keeps: to be counted, saved as a file, read from one and erased; or, with `compared`, judged."""

    compared: bool

    def html(self) -> str:
        """The place that the script fills from the browser's storage."""
        return template("answers.html").render(
            questions=pretest() or questions().values(), shows="compared" if self.compared else "kept", edition="", handed=False, saves=True
        )

    def __repr__(self) -> str:
        return "Your answers, then and now" if self.compared else "Your answers are kept in your browser"

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict, dict]:
        return mimebundle(self.html(), repr(self), {"id": "compared" if self.compared else "kept", "shows": "answers"})


def browser_data() -> dict[str, str]:
    """What the scripts have to know of the course: data attributes of a page's root, and of a widget's.

    `course` is what answers are kept under, `title` and `file` are those of a file of answers, `confidence` is words by id, as JSON.
    """
    course = current()
    confidence = json.dumps(Question.CONFIDENCE, ensure_ascii=False)
    return {"course": course.name, "title": course.title, "file": course.slug, "confidence": confidence}


def mimebundle(markup: str, text: str, named: dict, widget: str = "QuestionWidget") -> tuple[dict, dict]:
    """What a notebook stores: alive in JupyterLab, named for the page, plain for everything else."""
    from explorables import widgets  # only notebooks need them

    data, metadata = getattr(widgets, widget)(html=cited(markup))._repr_mimebundle_() or ({}, {})
    return data | {"text/plain": text, MIME: named}, metadata


def questions() -> dict[str, Question]:
    """All questions of the course by id."""
    return current().registry.once(read_questions)


def read_questions() -> dict[str, Question]:
    """The questions as `questions.toml` declares them, options by their ids."""
    return {name: question(name, fields) for name, fields in entries(current().data / "questions.toml").items()}


def question(name: str, fields: dict[str, Any]) -> Question:
    """One question; ValueError, naming it, for what does not fit."""
    where = f"{FILE}: [{name}]"
    if not isinstance(options := fields.get("options", {}), dict) or not all(isinstance(option, dict) for option in options.values()):
        raise ValueError(f"{where}: options = {options!r}; allowed: tables under ids, [{name}.options.a] and so on")
    check_cited(str(fields), where)
    made = [convert(Option, option, f"{where}: options.{key}", {"id": key}) for key, option in options.items()]
    return convert(Question, fields | {"options": made}, where, {"id": name})


def ask(key: str) -> Question:
    """The question with that id, to be answered; an exercise is not asked but checked."""
    if (question := declared(key)).kind == "exercise":
        raise ValueError(f"{FILE}: [{key}] is an exercise; use check({key!r}, function)")
    return question


def declared(key: str) -> Question:
    """The question with that id, of any kind."""
    return pick(questions(), key, FILE)


def recall(key: str) -> Revisit:
    """The learner's own answer to a prediction, with what came out."""
    question = ask(key)
    if question.kind != "prediction" or not all(option.later for option in question.options):
        raise ValueError(f"{FILE}: [{key}] cannot be recalled; allowed: a prediction whose every option has `later`")
    return Revisit(question, "recall")


def pretest() -> list[Question]:
    """The twelve questions that the first lesson asks and the last one repeats."""
    return [question for question in questions().values() if question.kind == "pretest"]


def again(key: str) -> Revisit:
    """A question of the pre-test, asked a second time."""
    if (question := ask(key)).kind != "pretest":
        raise ValueError(f"{FILE}: [{key}] is not asked again; allowed: {', '.join(found.id for found in pretest())}")
    return Revisit(question, "again")


def my_answers(compared: bool = False) -> Answers:
    """The learner's own answers: how many there are, or, with `compared`, what became of the twelve between first and last lesson."""
    return Answers(compared)
