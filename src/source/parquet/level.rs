//! Small whole numbers as Parquet packs them: definition levels, codes into a dictionary, and
//! booleans in newer pages (parquet-format, `Encodings.md`, "Run Length Encoding / Bit-Packing
//! Hybrid").

use fearless_simd::{Level, dispatch};

/// Bytes behind the last packed number that may be looked at: numbers are read eight bytes at once.
pub(super) const SLACK: usize = 8;

/// A place in runs of numbers of one width.
#[derive(Clone, Debug, Default)]
pub(super) struct Hybrid {
    at: usize,
    end: usize,
    width: u32,
    left: usize,
    run: Run,
}

#[derive(Clone, Copy, Debug)]
enum Run {
    /// The same number again and again.
    Same(u32),
    /// Numbers one behind the other; where the next one begins, in bits.
    Packed(usize),
}

impl Default for Run {
    fn default() -> Self {
        Self::Same(0)
    }
}

impl Hybrid {
    /// Numbers of `width` bits, from byte `at` to `end`.
    pub(super) fn new(at: usize, end: usize, width: u32) -> Option<Self> {
        // A dictionary of one word needs no bits, and some writers write none.
        let left = if width == 0 { usize::MAX } else { 0 };
        (width <= 32).then_some(Self { at, end, width, left, run: Run::Same(0) })
    }

    /// Where the numbers end.
    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// The next run, when this one is used up.
    fn advance(&mut self, bytes: &[u8]) -> Option<()> {
        while self.left == 0 {
            let head = varint(bytes.get(..self.end)?, &mut self.at)?;
            let count = usize::try_from(head >> 1).ok()?;
            if head & 1 == 1 {
                let room = self.end - self.at;
                let size = count.checked_mul(self.width as usize)?.min(room);
                self.run = Run::Packed(self.at * 8);
                let held = (size * 8).checked_div(self.width as usize)?;
                self.left = count.checked_mul(8)?.min(held);
                self.at += size;
            } else {
                let size = self.width.div_ceil(8) as usize;
                let mut value = [0; 4];
                let stored =
                    bytes.get(self.at..self.at + size).filter(|_| self.at + size <= self.end)?;
                value.get_mut(..size)?.copy_from_slice(stored);
                self.run = Run::Same(u32::from_le_bytes(value));
                self.left = count;
                self.at += size;
            }
        }
        Some(())
    }

    /// The next numbers; none where there are fewer. Behind the runs are [`SLACK`] bytes.
    pub(super) fn take(&mut self, bytes: &[u8], mut into: &mut [u32]) -> Option<()> {
        while !into.is_empty() {
            self.advance(bytes)?;
            let count = self.left.min(into.len());
            let (part, rest) = into.split_at_mut(count);
            match &mut self.run {
                Run::Same(value) => part.fill(*value),
                Run::Packed(bit) => {
                    unpack(bytes, *bit, self.width, part)?;
                    *bit += count * self.width as usize;
                }
            }
            self.left -= count;
            into = rest;
        }
        Some(())
    }

    /// Whether the next levels are all set because a run says so; if they are, they are taken.
    pub(super) fn take_set(&mut self, bytes: &[u8], count: usize) -> Option<bool> {
        self.advance(bytes)?;
        let all = matches!(self.run, Run::Same(1)) && count <= self.left;
        self.left -= if all { count } else { 0 };
        Some(all)
    }

    /// The next levels of one bit, one byte each, and how many of them are set.
    pub(super) fn take_bits(&mut self, bytes: &[u8], mut into: &mut [u8]) -> Option<usize> {
        let mut set = 0;
        while !into.is_empty() {
            self.advance(bytes)?;
            let count = self.left.min(into.len());
            let (part, rest) = into.split_at_mut(count);
            match &mut self.run {
                Run::Same(value) => {
                    let value = u8::try_from(*value).ok().filter(|&value| value < 2)?;
                    part.fill(value);
                    set += count * usize::from(value);
                }
                Run::Packed(bit) => {
                    set += bits(bytes, *bit, part)?;
                    *bit += count;
                }
            }
            self.left -= count;
            into = rest;
        }
        Some(set)
    }
}

/// Spread bits that begin at `bit`, one byte each, and count those that are set.
pub(super) fn bits(bytes: &[u8], bit: usize, into: &mut [u8]) -> Option<usize> {
    let from = bytes.get(bit / 8..(bit + into.len()).div_ceil(8))?;
    let (first, shift) = (into.len().min((8 - bit % 8) % 8), bit % 8);
    let (head, body) = into.split_at_mut(first);
    let mut set = 0;
    let mut from = from.iter();
    if shift > 0
        && let Some(&byte) = from.next()
    {
        for (place, out) in head.iter_mut().enumerate() {
            *out = byte >> (shift + place) & 1;
            set += usize::from(*out);
        }
    }
    for (out, &byte) in body.chunks_mut(8).zip(from) {
        let mut rest = byte;
        for out in &mut *out {
            *out = rest & 1;
            rest >>= 1;
        }
        set += out.iter().map(|&bit| usize::from(bit)).sum::<usize>();
    }
    Some(set)
}

/// Numbers that are unpacked at a time: together they are whole bytes, whatever their width.
const EIGHT: usize = 8;

/// Numbers of `width` bits that begin at `bit`.
fn unpack(bytes: &[u8], bit: usize, width: u32, into: &mut [u32]) -> Option<()> {
    let (mask, width) = (((1_u64 << width) - 1) as u32, width as usize);
    let last = bit + into.len().saturating_sub(1) * width;
    bytes.get(..last / 8 + SLACK)?;
    let done = if width < EIGHT { narrow(bytes.get(bit / 8..)?, bit % 8, width, into) } else { 0 };
    let mut at = bit + done * width;
    for out in into.get_mut(done..)? {
        let (eight, _) = bytes.get(at / 8..)?.split_first_chunk()?;
        *out = (u64::from_le_bytes(*eight) >> (at % 8)) as u32 & mask;
        at += width;
    }
    Some(())
}

/// The numbers of less than eight bits, of which eight lie in eight bytes wherever they begin; how
/// many of them were unpacked.
fn narrow(bytes: &[u8], bit: usize, width: usize, into: &mut [u32]) -> usize {
    let mask = (1_u32 << width) - 1;
    let shifts: [usize; EIGHT] = std::array::from_fn(|place| bit + place * width);
    dispatch!(Level::new(), _ => {
        let (mut at, mut done) = (0, 0);
        for out in into.as_chunks_mut::<EIGHT>().0 {
            let Some(word) = bytes.get(at..).and_then(|rest| rest.first_chunk()) else { break };
            let word = u64::from_le_bytes(*word);
            for (out, shift) in out.iter_mut().zip(shifts) {
                *out = (word >> shift) as u32 & mask;
            }
            (at, done) = (at + width, done + EIGHT);
        }
        done
    })
}

/// A number of seven bits a byte.
pub(super) fn varint(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut value = 0;
    for shift in (0..42).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_both_sorts_are_read_in_any_steps() {
        // Five times 6, then 0 to 7 packed (the example of the specification), then twice 1.
        let mut bytes = vec![10, 6, 3, 0b1000_1000, 0b1100_0110, 0b1111_1010, 4, 1];
        let end = bytes.len();
        bytes.extend([0; SLACK]);
        let wanted = [6, 6, 6, 6, 6, 0, 1, 2, 3, 4, 5, 6, 7, 1, 1];
        for step in 1..=15 {
            let mut hybrid = Hybrid::new(0, end, 3).unwrap();
            let mut all = [9; 15];
            for part in all.chunks_mut(step) {
                hybrid.take(&bytes, part).unwrap();
            }
            assert_eq!(all, wanted);
            assert!(hybrid.take(&bytes, &mut [0]).is_none());
        }
    }

    #[test]
    fn numbers_of_every_width_are_unpacked_from_any_bit() {
        let bytes: Vec<u8> = (0..200_u8).map(|i| i.wrapping_mul(97) ^ i >> 3).collect();
        let bit = |at: usize| u32::from(bytes[at / 8] >> (at % 8) & 1);
        for width in 0..=17 {
            for from in 0..9 {
                let mut all = [9; 61];
                unpack(&bytes, from, width, &mut all).unwrap();
                let number = |i: usize| {
                    (0..width)
                        .map(|b| bit(from + i * width as usize + b as usize) << b)
                        .sum::<u32>()
                };
                assert!(all.iter().enumerate().all(|(i, n)| *n == number(i)), "{width} {from}");
            }
        }
        assert_eq!(unpack(&[1; 8], 0, 3, &mut [0; 8]), None);
    }

    #[test]
    fn levels_are_spread_and_counted() {
        let mut bytes = vec![5, 0b1010_1101, 0b0000_1111, 6, 1];
        let end = bytes.len();
        bytes.extend([0; SLACK]);
        let wanted = [1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1];
        for step in 1..=19 {
            let mut hybrid = Hybrid::new(0, end, 1).unwrap();
            let mut all = [9; 19];
            let set: usize =
                all.chunks_mut(step).map(|part| hybrid.take_bits(&bytes, part).unwrap()).sum();
            assert_eq!((all, set), (wanted, 12));
        }
        let (runs, end) = ([8, 1, 4, 0].as_slice(), 4);
        let mut hybrid = Hybrid::new(0, end, 1).unwrap();
        assert_eq!(
            [2, 3, 2, 1].map(|n| hybrid.take_set(runs, n).unwrap()),
            [true, false, true, false]
        );
        let mut cut = Hybrid::new(0, 2, 1).unwrap();
        assert!(cut.take_bits(&bytes, &mut [0; 9]).is_none());
    }

    #[test]
    fn no_bits_say_nothing_but_zero() {
        let mut all = [9; 3];
        Hybrid::new(0, 0, 0).unwrap().take(&[], &mut all).unwrap();
        assert_eq!(all, [0; 3]);
        assert!(Hybrid::new(0, 0, 33).is_none());
    }
}
