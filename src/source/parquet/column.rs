//! One flat column of a row group, decoded page by page into buffers that are used again.

use std::collections::HashMap;
use std::io;

use super::super::bytes::Reader;
use super::level::{self, Hybrid};
use super::page::{Kind, Page};
use super::plan::Plan;
use super::unpack::Unpack;
use super::value::Stored;
use crate::data::Values;
use crate::data::columns::MISSING;
use crate::data::recode::Recode;

/// Why a column cannot be decoded.
#[derive(Debug)]
pub(super) enum Problem {
    /// It is not what it says.
    Damaged(&'static str),
    /// The input does not let us read.
    Unreadable(io::Error),
}

impl From<&'static str> for Problem {
    fn from(what: &'static str) -> Self {
        Self::Damaged(what)
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}

const SHORT: &str = "a page has fewer values than it says";

/// Where the values of a page are.
#[derive(Debug, Default)]
enum Body {
    #[default]
    Nothing,
    /// Values, one behind the other; where the next one begins.
    Plain(usize),
    /// Booleans; where the next one is, in bits.
    Bits(usize),
    /// Booleans in runs.
    Runs(Hybrid),
    /// Codes into the dictionary.
    Codes(Hybrid),
}

/// Where pages come from.
pub(super) struct Feed<'a, 'b> {
    pub(super) reader: &'a mut Reader<'b>,
    pub(super) unpack: &'a mut Unpack,
}

/// A column of a row group, and the page that is read.
#[derive(Debug, Default)]
pub(super) struct Column {
    pages: std::vec::IntoIter<Page>,
    /// Values of the page that were not taken yet.
    left: usize,
    levels: Option<Hybrid>,
    body: Body,
    /// The bytes of the page, and room behind them.
    plain: Vec<u8>,
    size: usize,
    /// The numbers of the dictionary, behind which others may be left, or the codes of its words.
    numbers: Vec<f64>,
    known: usize,
    codes: Recode,
    /// The codes of all words so far.
    places: HashMap<Vec<u8>, u32>,
    /// Which rows have a value, and the values of those alone.
    mask: Vec<u8>,
    bits: Vec<u8>,
    some_numbers: Vec<f64>,
    some_codes: Vec<u32>,
}

impl Column {
    /// Begin at the first of these pages.
    pub(super) fn start(&mut self, plan: &Plan, pages: Vec<Page>) {
        self.pages = pages.into_iter();
        (self.left, self.levels, self.body) = (0, None, Body::Nothing);
        self.known = 0;
        self.codes.clear();
        self.places.clear();
        for (word, code) in plan.words.iter().flatten().zip(0..) {
            self.places.insert(word.as_bytes().to_vec(), code);
        }
    }

    /// The next rows.
    pub(super) fn fill(
        &mut self,
        plan: &Plan,
        feed: &mut Feed<'_, '_>,
        rows: usize,
        values: &mut Values,
    ) -> Result<(), Problem> {
        match values {
            Values::Number(numbers) | Values::Time(numbers) => {
                numbers.resize(rows, f64::NAN);
                self.take(plan, feed, numbers, &mut Vec::new())
            }
            Values::Category { codes, levels } => {
                codes.resize(rows, MISSING);
                self.take(plan, feed, codes, levels)
            }
        }
    }

    fn take<T: Item>(
        &mut self,
        plan: &Plan,
        feed: &mut Feed<'_, '_>,
        mut into: &mut [T],
        words: &mut Vec<String>,
    ) -> Result<(), Problem> {
        while !into.is_empty() {
            while self.left == 0 {
                self.turn(plan, feed, words)?;
            }
            let count = self.left.min(into.len());
            let (part, rest) = into.split_at_mut(count);
            let mut there = count;
            if let Some(levels) = &mut self.levels
                && !levels.take_set(&self.plain, count).ok_or(SHORT)?
            {
                self.mask.resize(count, 0);
                there = levels.take_bits(&self.plain, &mut self.mask).ok_or(SHORT)?;
            }
            if there == count {
                T::decode(self, plan, part, words)?;
            } else {
                let mut some = std::mem::take(T::some(self));
                some.resize(there, T::NONE);
                let decoded = T::decode(self, plan, &mut some, words);
                spread(&self.mask, &some, part);
                *T::some(self) = some;
                decoded?;
            }
            self.left -= count;
            into = rest;
        }
        Ok(())
    }

    /// Turn to the next page.
    fn turn(
        &mut self,
        plan: &Plan,
        feed: &mut Feed<'_, '_>,
        words: &mut Vec<String>,
    ) -> Result<(), Problem> {
        let page = self.pages.next().ok_or("a column has fewer values than rows")?;
        let count = usize::try_from(page.values).map_err(|_| SHORT)?;
        if page.kind == Kind::Other || count == 0 {
            return Ok(());
        }
        self.size = feed.unpack.page(feed.reader, plan, &page, &mut self.plain)?;
        if page.kind == Kind::Dictionary {
            return self.dictionary(plan, count, words);
        }
        let (at, levels) = self.levels(plan, &page).ok_or("the levels of a page do not fit")?;
        let byte = |at: usize| self.plain.get(..self.size).and_then(|page| page.get(at));
        let body = match (page.encoding, plan.stored) {
            (0, Stored::Bool) => Some(Body::Bits(at * 8)),
            (0, _) => Some(Body::Plain(at)),
            (3, Stored::Bool) => self.prefixed(at).map(Body::Runs),
            // Where every value is missing, nothing is written.
            _ => match byte(at) {
                None => Hybrid::new(at, self.size, 0).map(Body::Codes),
                Some(&width) => Hybrid::new(at + 1, self.size, width.into()).map(Body::Codes),
            },
        };
        self.body = body.ok_or("the codes of a page do not fit")?;
        (self.left, self.levels) = (count, levels);
        Ok(())
    }

    /// Where the values of a page begin, and its definition levels.
    fn levels(&self, plan: &Plan, page: &Page) -> Option<(usize, Option<Hybrid>)> {
        let (at, levels) = if page.kind == Kind::Second {
            let [define, repeat] =
                page.levels.map(|len| usize::try_from(len).unwrap_or(usize::MAX));
            let at = repeat.checked_add(define).filter(|&at| at <= self.size)?;
            (at, Hybrid::new(repeat, at, 1)?)
        } else if plan.optional {
            let levels = self.prefixed(0)?;
            (levels.end(), levels)
        } else {
            return Some((0, None));
        };
        Some((at, plan.optional.then_some(levels)))
    }

    /// Numbers of one bit behind their length in bytes.
    fn prefixed(&self, at: usize) -> Option<Hybrid> {
        let (len, _) = self.plain.get(at..self.size)?.split_first_chunk()?;
        let end = (at + 4).checked_add(u32::from_le_bytes(*len) as usize)?;
        Hybrid::new(at + 4, Some(end).filter(|&end| end <= self.size)?, 1)
    }

    fn dictionary(
        &mut self,
        plan: &Plan,
        count: usize,
        words: &mut Vec<String>,
    ) -> Result<(), Problem> {
        let page = self.plain.get(..self.size).unwrap_or_default();
        if plan.stored == Stored::Text {
            self.codes.clear();
            let mut at = 0;
            for _ in 0..count {
                let word = word(page, &mut at).ok_or("a dictionary is cut short")?;
                self.codes.extend([code(&mut self.places, plan, word, words)?]);
            }
            return Ok(());
        }
        // Its words were compared with its bytes.
        if self.numbers.len() < count {
            self.numbers.resize(count, f64::NAN);
        }
        self.known = count;
        let known = self.numbers.get_mut(..count).and_then(|all| plan.stored.numbers(page, all));
        known.ok_or("a dictionary does not hold its values").map_err(Problem::from)
    }
}

/// A value as it is handed on.
trait Item: Copy {
    const NONE: Self;

    /// The buffer for values without the missing ones.
    fn some(column: &mut Column) -> &mut Vec<Self>;

    /// The next values of the page.
    fn decode(
        column: &mut Column,
        plan: &Plan,
        into: &mut [Self],
        words: &mut Vec<String>,
    ) -> Result<(), Problem>;
}

impl Item for f64 {
    const NONE: Self = f64::NAN;

    fn some(column: &mut Column) -> &mut Vec<Self> {
        &mut column.some_numbers
    }

    fn decode(
        column: &mut Column,
        plan: &Plan,
        into: &mut [Self],
        _: &mut Vec<String>,
    ) -> Result<(), Problem> {
        match &mut column.body {
            Body::Plain(at) => {
                let rest = column.plain.get(*at..column.size).unwrap_or_default();
                plan.stored.numbers(rest, into).ok_or(SHORT)?;
                *at += into.len() * plan.stored.width();
            }
            Body::Codes(codes) => {
                column.some_codes.resize(into.len(), 0);
                codes.take(&column.plain, &mut column.some_codes).ok_or(SHORT)?;
                let numbers = column.numbers.get(..column.known).unwrap_or_default();
                look_up(numbers, &column.some_codes, into)?;
            }
            _ => return Err(SHORT.into()),
        }
        Ok(())
    }
}

impl Item for u32 {
    const NONE: Self = MISSING;

    fn some(column: &mut Column) -> &mut Vec<Self> {
        &mut column.some_codes
    }

    fn decode(
        column: &mut Column,
        plan: &Plan,
        into: &mut [Self],
        words: &mut Vec<String>,
    ) -> Result<(), Problem> {
        match &mut column.body {
            Body::Plain(at) => {
                let page = column.plain.get(..column.size).unwrap_or_default();
                for out in into {
                    let word = word(page, at).ok_or(SHORT)?;
                    *out = code(&mut column.places, plan, word, words)?;
                }
            }
            Body::Codes(codes) => {
                codes.take(&column.plain, into).ok_or(SHORT)?;
                column.codes.apply(into);
                if into.contains(&MISSING) {
                    return Err("a code has no word".into());
                }
            }
            Body::Runs(runs) => runs.take(&column.plain, into).ok_or(SHORT)?,
            Body::Bits(bit) => {
                column.bits.resize(into.len(), 0);
                let page = column.plain.get(..column.size).unwrap_or_default();
                level::bits(page, *bit, &mut column.bits).ok_or(SHORT)?;
                *bit += into.len();
                for (out, &bit) in into.iter_mut().zip(&column.bits) {
                    *out = u32::from(bit);
                }
            }
            Body::Nothing => return Err(SHORT.into()),
        }
        Ok(())
    }
}

/// The numbers that codes stand for.
fn look_up(numbers: &[f64], codes: &[u32], into: &mut [f64]) -> Result<(), Problem> {
    let mut known = true;
    for (out, &code) in into.iter_mut().zip(codes) {
        let number = numbers.get(code as usize);
        known &= number.is_some();
        *out = number.copied().unwrap_or(f64::NAN);
    }
    known.then_some(()).ok_or("a code has no value").map_err(Problem::from)
}

/// Values where there are some.
fn spread<T: Item>(mask: &[u8], some: &[T], into: &mut [T]) {
    let mut at = 0;
    for (out, &there) in into.iter_mut().zip(mask) {
        let value = some.get(at).copied().unwrap_or(T::NONE);
        *out = if there == 1 { value } else { T::NONE };
        at += usize::from(there);
    }
}

/// A word behind its length.
fn word<'a>(page: &'a [u8], at: &mut usize) -> Option<&'a [u8]> {
    let (len, rest) = page.get(*at..)?.split_first_chunk()?;
    let word = rest.get(..u32::from_le_bytes(*len) as usize)?;
    *at += 4 + word.len();
    Some(word)
}

/// The code of a word; a new one gets the next, but in a category all words are known.
fn code(
    places: &mut HashMap<Vec<u8>, u32>,
    plan: &Plan,
    word: &[u8],
    words: &mut Vec<String>,
) -> Result<u32, Problem> {
    if let Some(&code) = places.get(word) {
        return Ok(code);
    }
    if plan.words.is_some() {
        return Err("a word is not of its category".into());
    }
    let code = u32::try_from(words.len()).map_err(|_| "a column has too many words")?;
    words.push(std::str::from_utf8(word).map_err(|_| "a word is not UTF-8")?.to_owned());
    places.insert(word.to_vec(), code);
    Ok(code)
}
