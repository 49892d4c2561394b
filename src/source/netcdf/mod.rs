//! NetCDF: cells on named dimensions. The outline is read when a file is opened, and the places
//! along its dimensions; cells when they are wanted, and only those.

mod calendar;
mod choose;
mod clock;
mod decode;
mod file;
mod mesh;
mod outline;
mod role;

use std::sync::Arc;

use netcdf_reader::NcFormat;

use self::file::{File, guarded};
use self::mesh::Corners;
use super::{Format, Input};
use crate::data::Scan;
use crate::data::grid::{Cells, Grid, Rows};
use crate::error::Result;
use crate::progress::Progress;
use crate::spec::ReadOptions;
use crate::warn::Warnings;

/// NetCDF, versions 3 and 4.
pub struct NetCdf;

impl Format for NetCdf {
    fn name(&self) -> &'static str {
        "netcdf"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["nc", "nc4", "cdf", "netcdf"]
    }

    fn summary(&self) -> &'static str {
        "NetCDF-3 and NetCDF-4 (HDF5)"
    }

    fn sniff(&self, head: &[u8]) -> bool {
        matches!(head, [b'C', b'D', b'F', 1 | 2 | 5, ..]) || head.starts_with(b"\x89HDF\r\n\x1a\n")
    }

    fn open(
        &self,
        input: Input,
        options: &ReadOptions,
        warnings: &mut Warnings,
        _: &dyn Progress,
    ) -> Result<Arc<dyn Scan>> {
        let mut file = File::open(&input)?;
        let format = match file.nc().format() {
            NcFormat::Classic => "NetCDF-3 (classic)",
            NcFormat::Offset64 => "NetCDF-3 (64-bit offset)",
            NcFormat::Cdf5 => "NetCDF-3 (64-bit data)",
            NcFormat::Nc4 => "NetCDF-4",
            NcFormat::Nc4Classic => "NetCDF-4 (classic model)",
        };
        let root = guarded(&input.name, || file.nc().root_group().cloned())?;
        let all = role::variables(&root);
        let measures = choose::measures(&all, &options.variables, &input.name, warnings)?;
        let mut chosen = choose::choose(&all, &measures, &mut file, warnings)?;
        let outline = Arc::new(choose::outline(&root, &all, format, &chosen));
        let cells: Arc<dyn Cells> = if options.corners {
            let map = mesh::corners(&all, &mut chosen, &mut file, warnings)?;
            Arc::new(Corners { file, map })
        } else {
            Arc::new(file)
        };
        let choose::Chosen { dims, variables, .. } = chosen;
        let grid = Grid::new(input.name, dims, variables, cells, outline);
        Ok(Arc::new(Rows::new(grid)?))
    }
}
