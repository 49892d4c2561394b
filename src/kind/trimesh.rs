//! Trimesh: a value over triangles, as their colour.

use super::{CONTINUOUS, ChannelUse, DefaultX, Example, Kind, NUMBER, Param, mesh};
use crate::error::Result;
use crate::spec::{Channel, CoreLayer, Face, Layer, Lowered, Mark, Schema};

/// A value over triangles.
pub(super) struct Trimesh;

impl Kind for Trimesh {
    fn name(&self) -> &'static str {
        "trimesh"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["tripcolor"]
    }

    fn summary(&self) -> &'static str {
        "a value over triangles, as their colour"
    }

    fn guide(&self) -> &'static str {
        "For what is known on a mesh of triangles: a model of a bay, the stress in a plate. A NetCDF \
         file of the UGRID conventions says itself where its triangles are (--var chooses what is \
         drawn). Of a table, each row is a vertex, and --triangles names a second table with three \
         numbers of rows in each row. Values at vertices change evenly between them, those of faces \
         (further columns of --triangles) fill them. Without --triangles each three rows are a triangle."
    }

    fn channels(&self) -> &'static [ChannelUse] {
        const {
            &[
                ChannelUse::required(Channel::X, CONTINUOUS),
                ChannelUse::required(Channel::Y, CONTINUOUS),
                ChannelUse::required(Channel::Z, NUMBER),
                ChannelUse::optional(Channel::Part, NUMBER),
            ]
        }
    }

    fn params(&self) -> &'static [&'static Param] {
        &[]
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                name: "depth",
                summary: "values at the nodes of a mesh",
                command: "trimesh testdata/grid/bay.nc --var depth --cmap viridis_r",
            },
            Example {
                name: "speed",
                summary: "values of faces, at several times",
                command: "trimesh testdata/grid/bay.nc --var speed --size 900x420",
            },
            Example {
                name: "plate",
                summary: "two tables: vertices, and which of them make triangles",
                command: "trimesh testdata/mesh/vertices.csv --triangles testdata/mesh/triangles.csv \
                          -x x -y y --z stress --data-aspect 1 --cmap magma",
            },
        ]
    }

    fn default_x(&self) -> DefaultX {
        DefaultX::Index
    }

    fn measure(&self) -> Channel {
        Channel::Z
    }

    fn pairs(&self) -> &'static [[&'static str; 2]] {
        &[["x", "y"], ["lon", "lat"], ["longitude", "latitude"]]
    }

    fn coordinates(&self) -> Option<usize> {
        Some(1)
    }

    fn triangles(&self) -> bool {
        true
    }

    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered> {
        let mut encodings = layer.encodings.clone();
        if let Some(z) = encodings.remove(&Channel::Z) {
            encodings.insert(Channel::Color, z);
        }
        let mut core = CoreLayer::new(Mark::Mesh(Face::Triangle), encodings, layer.style.clone());
        core.diverging = true;
        core.columns = super::keys(layer, schema, &[Channel::X, Channel::Y, Channel::Z]);
        let own = [Channel::X, Channel::Y, Channel::Z].map(|channel| layer.field(channel));
        core.columns.extend(own.into_iter().flatten().map(String::from));
        Ok(mesh::framed(core))
    }
}
