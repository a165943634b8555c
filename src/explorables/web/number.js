// A number as people type it: "40.5" and "40,5", "1,200", "1 200" and "1.200,5". A sign before exactly three digits may stand before
// decimals or among thousands: then both readings are given, the decimals first. What is no number has none. A unit may stand behind it.

function readings(typed) {
  const text = typed.trim().replace(/^[−–]/, "-").replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, "");
  const [, minus, digits, power = ""] = text.match(/^([+-]?)([\d.,]*\d[\d.,]*)(e[+-]?\d+)?$/i) ?? [, "", ""];
  const at = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(",")), sign = digits[at];
  const found = at < 0 ? [digits] : [`${joined(digits.slice(0, at), sign === "," ? "." : ",")}.${digits.slice(at + 1)}`, joined(digits, sign)];
  return found.filter(plain => /^\d*\.?\d*$/.test(plain) && /\d/.test(plain)).map(plain => Number(minus + plain + power)).filter(Number.isFinite);
}

// Thousands without the signs among them, and anything else as it is.
const joined = (digits, sign) => new RegExp(`^[1-9]\\d{0,2}(\\${sign}\\d{3})+$`).test(digits) ? digits.replaceAll(sign, "") : digits;

// "162 hours", "162h": the unit as it is asked for, or the letters that it begins with, are no part of the number.
function withoutUnit(typed, unit) {
  const text = typed.trim(), lengths = Array.from(unit, (_, i) => unit.length - i);
  const length = lengths.find(length => text.toLowerCase().endsWith(unit.slice(0, length).toLowerCase())) ?? 0;
  return text.slice(0, text.length - length).trim();
}

// The first reading that fits, or else the first, with what to say where it is not plain: { number, said }. NaN for what is no number.
function readNumber(typed, fits, unit = "") {
  const text = withoutUnit(typed, unit), found = readings(text), number = found.find(fits) ?? found[0] ?? NaN;
  return { number, said: Number.isNaN(number) || Number(text) === number ? "" : `${text} was read as ${number}. ` };
}
