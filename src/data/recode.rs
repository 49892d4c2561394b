//! Codes into one list of words as codes into another.

use fearless_simd::{Level, dispatch};

use super::columns::MISSING;

/// Codes of a table that is small enough to be looked up without asking whether it goes that far.
const SMALL: usize = 256;

/// What each code of a list stands for elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Recode {
    table: Vec<u32>,
}

impl Recode {
    /// Forgets all codes.
    pub fn clear(&mut self) {
        self.table.clear();
    }

    /// How many codes are known.
    pub fn known(&self) -> usize {
        self.table.len()
    }

    /// What the next codes stand for; [`MISSING`] for nothing.
    pub fn extend(&mut self, next: impl IntoIterator<Item = u32>) {
        self.table.extend(next);
    }

    /// Makes of every code what it stands for: [`MISSING`] where it is not known.
    pub fn apply(&self, codes: &mut [u32]) {
        dispatch!(Level::new(), _ => self.replace(codes));
    }

    /// The same with the vector instructions of the caller.
    #[allow(clippy::inline_always, reason = "for the instructions of the caller")]
    #[inline(always)]
    fn replace(&self, codes: &mut [u32]) {
        let len = self.table.len();
        if self.table.iter().zip(0..).all(|(stands_for, code)| *stands_for == code) {
            for code in codes {
                *code = if (*code as usize) < len { *code } else { MISSING };
            }
        } else if len < SMALL {
            let mut small = [MISSING; SMALL];
            small[..len].copy_from_slice(&self.table);
            for code in codes {
                *code = small[(*code as usize).min(SMALL - 1)];
            }
        } else {
            for code in codes {
                *code = self.table.get(*code as usize).copied().unwrap_or(MISSING);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_replaced_and_what_is_not_known_is_missing() {
        let odd = [0, 1, 2, 253, 254, 255, 256, 257, 999, 1000, MISSING - 1, MISSING];
        for len in [0, 1, 2, 254, 255, 256, 257, 1000] {
            let same: Vec<u32> = (0..len).collect();
            let turned: Vec<u32> = (0..len).map(|code| len - 1 - code).collect();
            let some = (0..len).map(|code| if code % 3 == 0 { MISSING } else { code }).collect();
            for table in [same, turned, some] {
                let mut recode = Recode::default();
                recode.extend(table.iter().copied());
                assert_eq!(recode.known(), len as usize);
                let mut codes = odd.repeat(3);
                recode.apply(&mut codes);
                let known = odd.map(|code| table.get(code as usize).copied().unwrap_or(MISSING));
                assert_eq!(codes, known.repeat(3));
            }
        }
    }
}
