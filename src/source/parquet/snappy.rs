//! Snappy where it packs numbers of eight bytes that differ from those before in few of them, as
//! times and row numbers do: again and again a short literal and the rest of the eight bytes
//! before. What is read back then was written just before, and reading it from memory would have to
//! wait for that; here it stays in a register. (snappy, `format_description.txt`)

/// Bytes of a number.
const STEP: usize = 8;
/// Elements that are looked at to know what a page is like.
const SAMPLE: usize = 64;

/// Whether a page is packed like that; of any other, decompression is no faster here.
pub(super) fn is_regular(packed: &[u8]) -> bool {
    let (mut at, mut pairs) = (0, 0);
    for _ in 0..SAMPLE {
        let Some(word) = chunk(packed, at) else { break };
        if let Some(pair) = Pair::of(u64::from_le_bytes(word)) {
            pairs += 1;
            at += pair.size();
        } else if let Some(element) = Element::at(packed, at) {
            at = element.end;
        }
    }
    pairs > SAMPLE / 2
}

/// Fill `into` with what comes behind the size; none where it is not exactly that much.
pub(super) fn unpack(packed: &[u8], into: &mut [u8]) -> Option<()> {
    let (mut at, mut done) = (0, 0);
    while done < into.len() {
        let element = Element::at(packed, at)?;
        done = element.write(packed, into, done)?;
        at = element.end;
        if let Some(last) = done.checked_sub(STEP).and_then(|from| chunk(into, from)) {
            (at, done) = pairs(packed, at, into, done, u64::from_le_bytes(last));
        }
    }
    (at == packed.len()).then_some(())
}

/// As many pairs as there are, behind the eight bytes `last`; where what follows them begins.
fn pairs(
    packed: &[u8],
    mut at: usize,
    into: &mut [u8],
    mut done: usize,
    mut last: u64,
) -> (usize, usize) {
    while let Some(word) = chunk(packed, at).map(u64::from_le_bytes)
        && let Some(pair) = Pair::of(word)
        && let Some(room) = into.get_mut(done..).and_then(|rest| rest.first_chunk_mut::<16>())
    {
        // More is written than there is, and overwritten by what follows.
        let literal = word >> 8;
        last = last >> (8 * pair.literal) | literal << (64 - 8 * pair.literal);
        room[..STEP].copy_from_slice(&literal.to_le_bytes());
        room[pair.literal..pair.literal + STEP].copy_from_slice(&last.to_le_bytes());
        last = last.rotate_right(8 * pair.copy as u32);
        at += pair.size();
        done += pair.literal + pair.copy;
        if pair.literal + pair.copy == STEP {
            (at, done, last) = alike(packed, at, into, done, (last, word, &pair));
        }
    }
    (at, done)
}

/// The pairs that are like the one before, which is of eight bytes and begins with `word`: numbers
/// of which as many bytes differ. Where the next one begins is known without looking at this one, so
/// that several are read at a time. Also gives the eight bytes before what follows them.
fn alike(
    packed: &[u8],
    mut at: usize,
    into: &mut [u8],
    mut done: usize,
    (mut last, word, pair): (u64, u64, &Pair),
) -> (usize, usize, u64) {
    let tags = 0xff | 0xffff << (8 * (pair.literal + 1));
    let literal = u64::MAX >> (64 - 8 * pair.literal);
    for room in into.get_mut(done..).unwrap_or_default().as_chunks_mut::<STEP>().0 {
        let Some(next) = chunk(packed, at).map(u64::from_le_bytes) else { break };
        if (next ^ word) & tags != 0 {
            break;
        }
        last = last & !literal | next >> 8 & literal;
        *room = last.to_le_bytes();
        at += pair.size();
        done += STEP;
    }
    (at, done, last)
}

/// A literal of up to five bytes, and a copy of four to eight bytes from eight bytes before.
struct Pair {
    literal: usize,
    copy: usize,
}

impl Pair {
    /// The pair that these bytes begin with.
    fn of(word: u64) -> Option<Self> {
        let literal = (word as usize >> 2 & 63) + 1;
        let behind = word >> 8 >> (8 * literal % 64);
        let copy = (behind as usize >> 2 & 7) + 4;
        let tags = (word & 0x3, behind & 0xffe3);
        let fits = tags == (0, 0x0801) && literal < 6 && copy <= STEP;
        fits.then_some(Self { literal, copy })
    }

    /// Its bytes: two tags, the literal and the offset.
    fn size(&self) -> usize {
        self.literal + 3
    }
}

/// An element of any sort, and where it ends.
struct Element {
    len: usize,
    /// How far back it is copied from; 0 for a literal.
    offset: usize,
    end: usize,
}

impl Element {
    fn at(packed: &[u8], at: usize) -> Option<Self> {
        let (&tag, rest) = packed.get(at..)?.split_first()?;
        let number = |size: usize| {
            let mut bytes = [0; 4];
            bytes.get_mut(..size)?.copy_from_slice(rest.get(..size)?);
            Some(u32::from_le_bytes(bytes) as usize)
        };
        let high = usize::from(tag >> 2);
        let (size, len, offset) = match tag & 3 {
            0 => {
                let size = high.saturating_sub(59);
                let len = if size == 0 { high } else { number(size)? }.checked_add(1)?;
                return Some(Self { len, offset: 0, end: (at + 1 + size).checked_add(len)? });
            }
            1 => (1, (high & 7) + 4, high >> 3 << 8 | number(1)?),
            2 => (2, high + 1, number(2)?),
            _ => (4, high + 1, number(4)?),
        };
        (offset > 0).then_some(Self { len, offset, end: at + 1 + size })
    }

    /// Write it; where the next one is written.
    fn write(&self, packed: &[u8], into: &mut [u8], done: usize) -> Option<usize> {
        let end = done.checked_add(self.len).filter(|end| *end <= into.len())?;
        if self.offset == 0 {
            into.get_mut(done..end)?.copy_from_slice(packed.get(self.end - self.len..self.end)?);
            return Some(end);
        }
        let mut from = done.checked_sub(self.offset)?;
        // Copies may reach into what they write.
        let mut to = done;
        while to < end {
            let count = (to - from).min(end - to);
            into.copy_within(from..from + count, to);
            (from, to) = (from + count, to + count);
        }
        Some(end)
    }
}

fn chunk(bytes: &[u8], at: usize) -> Option<[u8; STEP]> {
    bytes.get(at..)?.first_chunk().copied()
}

#[cfg(test)]
mod tests {
    use polars_parquet::parquet::compression::{CompressionOptions, compress};

    use super::*;

    /// What Snappy makes of bytes, without their number.
    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut packed = Vec::new();
        compress(CompressionOptions::Snappy, bytes, &mut packed).unwrap();
        let mut at = 0;
        super::super::level::varint(&packed, &mut at).unwrap();
        packed.split_off(at)
    }

    fn numbers(count: u64, number: impl Fn(u64) -> u64) -> Vec<u8> {
        (0..count).flat_map(|i| number(i).to_le_bytes()).collect()
    }

    #[test]
    fn what_was_packed_comes_back() {
        let chance = |i: u64| i.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
        let all = [
            (numbers(20_000, |i| 1_700_000_000_000_000 + 1000 * i + chance(i) % 1000), true),
            (numbers(20_000, |i| i), true),
            (numbers(20_000, |i| chance(i) % 100), false),
            (numbers(20_000, |i| i.wrapping_mul(0x9e37_79b9_7f4a_7c15)), false),
            (vec![7; 100_000], false),
            (b"abc".repeat(5_000), false),
            (vec![1], false),
            (Vec::new(), false),
        ];
        for (bytes, regular) in all {
            let packed = packed(&bytes);
            let mut out = vec![9; bytes.len()];
            assert_eq!((unpack(&packed, &mut out), is_regular(&packed)), (Some(()), regular));
            assert!(out == bytes);
        }
    }

    #[test]
    fn damage_is_told_or_changes_bytes() {
        let bytes = numbers(500, |i| 1_700_000_000_000_000 + 999 * i);
        let packed = packed(&bytes);
        let mut out = vec![0; bytes.len()];
        for at in 0..packed.len() {
            assert_eq!(unpack(&packed[..at], &mut out), None);
            let mut flipped = packed.clone();
            for bit in 0..8 {
                flipped[at] = packed[at] ^ 1 << bit;
                let _ = unpack(&flipped, &mut out);
                let _ = is_regular(&flipped[at..]);
            }
        }
        assert_eq!(unpack(&packed, &mut out[1..]), None);
        assert_eq!(unpack(&packed, &mut vec![0; bytes.len() + 1]), None);
    }
}
