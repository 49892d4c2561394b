//! Some of the values of a channel.

use super::Values;

impl Values {
    /// The rows for which `mask` is true.
    #[must_use]
    pub fn filtered(&self, mask: &[bool]) -> Self {
        let mut kept = match self {
            Self::Number(_) => Self::Number(Vec::new()),
            Self::Time(_) => Self::Time(Vec::new()),
            Self::Category { .. } => Self::Category { codes: Vec::new(), levels: Vec::new() },
        };
        self.filter_into(mask, &mut kept);
        kept
    }

    /// Make `kept`, which is of the same sort, the rows for which `mask` is true.
    pub fn filter_into(&self, mask: &[bool], kept: &mut Self) {
        fn keep<T: Copy>(from: &[T], mask: &[bool], into: &mut Vec<T>) {
            into.clear();
            into.extend(from.iter().zip(mask).filter(|(_, keep)| **keep).map(|(value, _)| *value));
        }
        match (self, kept) {
            (Self::Number(from), Self::Number(into)) | (Self::Time(from), Self::Time(into)) => {
                keep(from, mask, into);
            }
            (
                Self::Category { codes: from, levels },
                Self::Category { codes: into, levels: words },
            ) => {
                keep(from, mask, into);
                // Words may become more while a piece is walked; those that are there stay.
                words.extend(levels.iter().skip(words.len()).cloned());
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_kept_and_words_stay() {
        let values =
            Values::Category { codes: vec![1, 0, 1], levels: vec!["a".into(), "b".into()] };
        let mut kept = values.filtered(&[true, false, true]);
        assert_eq!(
            kept,
            Values::Category { codes: vec![1, 1], levels: vec!["a".into(), "b".into()] }
        );
        values.filter_into(&[false, true, false], &mut kept);
        assert_eq!(kept.code(0), Some(0));
        assert_eq!(kept.len(), 1);
        let numbers = Values::Number(vec![1.0, 2.0]).filtered(&[false, true]);
        assert_eq!(numbers, Values::Number(vec![2.0]));
    }
}
