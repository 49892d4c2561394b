//! The bytes of a page: read, and decompressed where they are.

use polars::prelude::{PolarsError, polars_err};
use polars_parquet::parquet::compression::{Compression, DecompressionContext, decompress};

use super::super::bytes::Reader;
use super::super::guard::guard;
use super::column::Problem;
use super::level::SLACK;
use super::page::{Kind, Page};
use super::plan::Plan;
use super::snappy;
use super::value::Stored;

/// What decompression needs again and again. All columns that are read together share it, so that
/// the bytes that were read last are still near.
#[derive(Default)]
pub(super) struct Unpack {
    /// The page as it is in the file.
    packed: Vec<u8>,
    zstd: Option<zstd::bulk::Decompressor<'static>>,
}

impl std::fmt::Debug for Unpack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Unpack").field("packed", &self.packed.len()).finish_non_exhaustive()
    }
}

impl Unpack {
    /// Put the bytes of a page, levels first, at the beginning of `plain`; their number. There is
    /// always some room behind them.
    pub(super) fn page(
        &mut self,
        reader: &mut Reader<'_>,
        plan: &Plan,
        page: &Page,
        plain: &mut Vec<u8>,
    ) -> Result<usize, Problem> {
        let too_large = "a page declares more bytes than it can have";
        if page.size > i64::from(i32::MAX) || page.size > most(plan.stored, page) {
            return Err(too_large.into());
        }
        let sizes = (usize::try_from(page.size), usize::try_from(page.stored));
        let (Ok(size), Ok(stored)) = sizes else { return Err(too_large.into()) };
        if plan.codec == Compression::Uncompressed && size != stored {
            return Err("a page is not of the size that it declares".into());
        }
        let room = size + SLACK;
        if plain.len() < room {
            // What was there is of no use any more.
            *plain = vec![0; room];
        }
        let Some(into) = plain.get_mut(..size) else { return Err(too_large.into()) };
        if plan.codec == Compression::Uncompressed || (page.raw && size == stored) {
            reader.read_at(page.at, into)?;
            return Ok(size);
        }
        if self.packed.len() < stored {
            self.packed = vec![0; stored];
        }
        let packed = self.packed.get_mut(..stored).unwrap_or_default();
        reader.read_at(page.at, packed)?;
        // Levels of the second version are as they are.
        let levels: i64 = if page.kind == Kind::Second { page.levels.iter().sum() } else { 0 };
        let split = usize::try_from(levels).unwrap_or(usize::MAX);
        let parts = (packed.split_at_checked(split), into.split_at_mut_checked(split));
        let (Some((levels, packed)), Some((head, into))) = parts else {
            return Err("the levels of a page do not fit".into());
        };
        head.copy_from_slice(levels);
        if into.is_empty() {
            return Ok(size);
        }
        unpack(plan.codec, packed, into, &mut self.zstd)
            .ok_or("a page cannot be decompressed")
            .map_err(Problem::from)?;
        Ok(size)
    }
}

/// The bytes that a page of values of one size can have at most: every value in a run of its own.
fn most(stored: Stored, page: &Page) -> i64 {
    match stored {
        Stored::Text => i64::MAX,
        stored => page.values.saturating_mul(stored.width() as i64 + 8).saturating_add(1 << 16),
    }
}

/// Fill `into` with what is behind a compression; none where it is not exactly that much.
fn unpack(
    codec: Compression,
    packed: &[u8],
    into: &mut [u8],
    zstd: &mut Option<zstd::bulk::Decompressor<'static>>,
) -> Option<()> {
    match codec {
        Compression::Zstd => {
            if zstd.is_none() {
                *zstd = zstd::bulk::Decompressor::new().ok();
            }
            let size = zstd.as_mut()?.decompress_to_buffer(packed, into).ok()?;
            return (size == into.len()).then_some(());
        }
        // It says how much there is.
        Compression::Snappy => {
            let mut at = 0;
            let size = super::level::varint(packed, &mut at)?;
            (size == into.len() as u64).then_some(())?;
            let behind = packed.get(at..)?;
            if snappy::is_regular(behind) && snappy::unpack(behind, into).is_some() {
                return Some(());
            }
        }
        // These may stop early: what was there before does not shine through.
        Compression::Lz4 | Compression::Lz4Raw => into.fill(0),
        _ => {}
    }
    let decompressed = guard("", "", || {
        let mut context = DecompressionContext::Unset;
        let wrong = |e| -> PolarsError { polars_err!(ComputeError: "{e}") };
        decompress(codec, packed, into, &mut context).map_err(wrong)
    });
    decompressed.ok()
}
