// The answers to a lesson's questions as a few letters, to be read aloud, copied or scanned; no name is in them. store.js stands
// before it. Of every question the code holds which answer was given, if any, and how sure one was, if it asks: digits of a mixed base.
// Before them stand the form of the code and the edition of the lesson's questions, behind them a check that finds every wrong letter
// and every two that changed places. The letters are Crockford's 32, which cannot be mistaken for each other.

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", FORM = 1, PRIME = 32749, SURE = ["confidence not given", "guessing", "fairly sure", "certain"];

// A question here is {of: how many answers it has, asksSure}; an answer is {at: which of them, from 0, or -1 for none, sure}.
const degrees = ({ asksSure }) => (asksSure ? SURE.length : 1);
const states = question => 1 + question.of * degrees(question);
const state = (question, { at, sure }) => at < 0 ? 0 : 1 + at * degrees(question) + (question.asksSure ? Math.max(0, SURE.indexOf(sure)) : 0);
const answerOf = (question, digit) => digit
  ? { at: Math.floor((digit - 1) / degrees(question)), sure: question.asksSure ? SURE[(digit - 1) % SURE.length] : "not asked" } : { at: -1 };

const inLetters = (number, count) => Array.from({ length: count }, (_, i) => LETTERS[Number((BigInt(number) >> BigInt(5 * (count - 1 - i))) & 31n)]).join("");
const inNumber = letters => [...letters].reduce((sum, letter) => sum * 32n + BigInt(LETTERS.indexOf(letter)), 0n);
const check = letters => [...letters].reduce((sum, letter) => (37 * sum + LETTERS.indexOf(letter) + 1) % PRIME, 0);
const size = questions => questions.reduce((product, question) => product * BigInt(states(question)), 1n);
const length = questions => Math.ceil((size(questions) - 1n).toString(2).length / 5);

export function encode(questions, answers, edition) {
  const number = questions.reduce((sum, question, i) => sum * BigInt(states(question)) + BigInt(state(question, answers[i])), 0n);
  const body = inLetters(FORM, 1) + inLetters(edition, 3) + inLetters(number, length(questions));
  return (body + inLetters(check(body), 3)).match(/.{1,4}/g).join("-");
}

// What a code says: {lesson, answers}, or {problem} in words. `lessons` are {edition, questions}.
export function decode(text, lessons) {
  const letters = text.toUpperCase().replace(/[\s\-–—.]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  if (letters.length < 8 || [...letters].some(letter => !LETTERS.includes(letter))) return { problem: "is no code, or a part is missing" };
  const body = letters.slice(0, -3);
  if (inLetters(check(body), 3) !== letters.slice(-3)) return { problem: "is damaged: a letter is wrong, missing or too many" };
  if (inNumber(body[0]) !== BigInt(FORM)) return { problem: "comes from a newer edition of these pages" };
  const lesson = lessons.find(({ edition }) => BigInt(edition) === inNumber(body.slice(1, 4)));
  if (!lesson) return { problem: "belongs to another course, or to an older edition of its questions" };
  let number = inNumber(body.slice(4));
  if (body.length !== 4 + length(lesson.questions) || number >= size(lesson.questions)) return { problem: "is damaged: it says more than there are answers" };
  const answers = lesson.questions.toReversed().map(question => {
    const digit = Number(number % BigInt(states(question)));
    number /= BigInt(states(question));
    return answerOf(question, digit);
  });
  return { lesson, answers: answers.reverse() };
}
