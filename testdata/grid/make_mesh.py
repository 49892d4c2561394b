"""Write the curved grids, the meshes and the bands of this folder and of testdata/mesh.

Run in an environment with numpy and netCDF4, from the top of the repository:

    python testdata/grid/make_mesh.py
"""

from pathlib import Path

import netCDF4
import numpy as np

HERE = Path(__file__).parent
MESH = HERE.parent / "mesh"


def place(f, name, dims, values, unit, kind="f4"):
    v = f.createVariable(name, kind, dims)
    if unit:
        v.units = unit
    v[:] = values
    return v


def ocean(path):
    """Temperature at the surface of a basin, on a grid that is turned and bent; islands have none."""
    ny, nx = 36, 56
    j, i = np.mgrid[0:ny, 0:nx]
    u, v = i / (nx - 1) - 0.5, j / (ny - 1) - 0.5
    turn = np.radians(28)
    lon = -38 + 58 * (u * np.cos(turn) - 0.75 * v * np.sin(turn)) + 7 * np.sin(2.6 * v)
    lat = 46 + 40 * (u * np.sin(turn) + 0.9 * v * np.cos(turn)) + 6 * np.cos(3 * u) - 4
    coast = ((lon + 30) / 9) ** 2 + ((lat - 50) / 4.5) ** 2 < 1
    coast |= (lon + 62 - 0.5 * (lat - 30)) < -1
    coast |= (lon - 2 + 0.6 * (lat - 50)) > 0
    with netCDF4.Dataset(path, "w", format="NETCDF3_64BIT_DATA") as f:
        f.title, f.Conventions = "Temperature of a sea, made up", "CF-1.8"
        for name, size in (("time", 3), ("y", ny), ("x", nx)):
            f.createDimension(name, size)
        t = place(f, "time", ("time",), [15, 105, 196], "days since 2021-01-01")
        t.long_name, t.standard_name = "Time", "time"
        v = place(f, "lon", ("y", "x"), np.round(lon, 3), "degrees_east")
        v.long_name = "Longitude"
        v = place(f, "lat", ("y", "x"), np.round(lat, 3), "degrees_north")
        v.long_name = "Latitude"
        v = f.createVariable("sst", "i2", ("time", "y", "x"), fill_value=-999)
        v.units, v.long_name, v.coordinates, v.scale_factor = "°C", "Sea surface temperature", "lon lat", 0.01
        for number, phase in enumerate((-1.0, -0.2, 1.0)):
            warm = 25 - 0.45 * (lat - 22) + 3 * phase + 2.5 * np.sin(lon / 6 + number) * np.cos(lat / 4)
            v[number] = np.ma.masked_where(coast, np.round(warm, 2))


def pacific(path):
    """Cells on both sides of the date line, in lines that are not those of longitude; one place is missing."""
    ny, nx = 10, 18
    j, i = np.mgrid[0:ny, 0:nx]
    lon = 160 + 2.4 * i + 0.8 * j
    lon = np.where(lon > 180, lon - 360, lon).astype("f4")
    lat = (30 + 2 * j - 0.5 * i).astype("f4")
    lon[4, 4] = lat[4, 4] = np.nan
    with netCDF4.Dataset(path, "w", format="NETCDF3_CLASSIC") as f:
        f.createDimension("j", ny)
        f.createDimension("i", nx)
        place(f, "nav_lon", ("j", "i"), lon, "degrees_east")
        place(f, "nav_lat", ("j", "i"), lat, "degrees_north")
        v = place(f, "depth", ("j", "i"), 100 * j + i, "m")
        v.long_name = "Depth"


def bay(path):
    """A bay in triangles, which are smaller near its mouth: depths at nodes, speeds in faces."""
    rings, spokes = 11, 36
    x, y = [0.0], [0.0]
    for ring in range(1, rings + 1):
        for spoke in range(spokes):
            angle = 2 * np.pi * (spoke + 0.5 * (ring % 2)) / spokes
            reach = (ring / rings) ** 0.8 * (1 + 0.25 * np.cos(2 * angle) + 0.12 * np.sin(3 * angle))
            x.append(reach * np.cos(angle) * 9)
            y.append(reach * np.sin(angle) * 6)
    node = lambda ring, spoke: 0 if ring == 0 else 1 + (ring - 1) * spokes + spoke % spokes
    faces = [[0, node(1, s), node(1, s + 1)] for s in range(spokes)]
    for ring in range(1, rings):
        # Rings are turned by half a spoke against each other.
        shift = ring % 2
        for s in range(spokes):
            a, b = node(ring, s), node(ring, s + 1)
            c, d = node(ring + 1, s + shift), node(ring + 1, s + shift + 1)
            faces += [[a, c, b], [b, c, d]]
    x, y, faces = np.array(x), np.array(y), np.array(faces)
    middle = np.hypot(x[faces].mean(1), y[faces].mean(1))
    with netCDF4.Dataset(path, "w", format="NETCDF3_64BIT_DATA") as f:
        f.title, f.Conventions = "A bay, made up", "CF-1.8 UGRID-1.0"
        for name, size in (("node", len(x)), ("face", len(faces)), ("three", 3), ("time", 2)):
            f.createDimension(name, size)
        m = f.createVariable("mesh", "i4")
        m.cf_role, m.topology_dimension = "mesh_topology", 2
        m.node_coordinates, m.face_node_connectivity = "node_x node_y", "face_nodes"
        place(f, "node_x", ("node",), np.round(x, 3), "km").long_name = "Easting"
        place(f, "node_y", ("node",), np.round(y, 3), "km").long_name = "Northing"
        v = place(f, "face_nodes", ("face", "three"), faces + 1, None, "i4")
        v.start_index = 1
        place(f, "time", ("time",), [0, 6], "hours since 2021-06-01").long_name = "Time"
        v = place(f, "depth", ("node",), np.round(2 + 28 * np.exp(-((x - 3) ** 2 + y**2) / 22) + 3 * np.sin(x), 2), "m")
        v.mesh, v.location, v.long_name = "mesh", "node", "Depth"
        v = place(f, "speed", ("time", "face"), np.round([0.2 + 0.9 * np.exp(-middle / 4), 0.1 + 0.06 * middle], 3), "m/s")
        v.mesh, v.location, v.long_name = "mesh", "face", "Speed of the current"


def mixed(path):
    """Two triangles and a quad, numbered from 1, with the corners of a face down the file."""
    with netCDF4.Dataset(path, "w", format="NETCDF3_CLASSIC") as f:
        for name, size in (("node", 6), ("face", 3), ("four", 4)):
            f.createDimension(name, size)
        m = f.createVariable("mesh", "i4")
        m.cf_role, m.topology_dimension, m.face_dimension = "mesh_topology", 2, "face"
        m.node_coordinates, m.face_node_connectivity = "x y", "nodes"
        place(f, "x", ("node",), [0, 1, 2, 0, 1, 2], None)
        place(f, "y", ("node",), [0, 0, 0, 1, 1, 1], None)
        v = f.createVariable("nodes", "i4", ("four", "face"), fill_value=-1)
        v.start_index = 1
        v[:] = np.array([[1, 2, 5, 4], [2, 3, 6, -1], [2, 6, 5, -1]]).T
        v = place(f, "worth", ("face",), [1, 2, 3], None)
        v.mesh, v.location = "mesh", "face"


def scene(path):
    """A coast as a satellite sees it: four bands of reflected light."""
    ny, nx = 54, 80
    rng = np.random.default_rng(3)
    y, x = np.mgrid[0:ny, 0:nx]
    height = np.sin(x / 13) * np.cos(y / 9) + 0.9 * np.sin((x + 2 * y) / 31) - 0.35
    height += 0.12 * np.sin(x / 2.1) * np.sin(y / 2.7)
    land = height > 0
    shade = np.clip(np.abs(height), 0, 1.4) / 1.4
    red = np.where(land, 60 + 130 * shade, 12 + 20 * (1 - shade))
    green = np.where(land, 95 + 70 * shade, 50 + 70 * (1 - shade))
    blue = np.where(land, 45 + 75 * shade, 105 + 75 * (1 - shade))
    near = np.where(land, 170 - 50 * shade, 8)
    bands = np.stack([red, green, blue, near]) + rng.normal(0, 3, (4, ny, nx))
    with netCDF4.Dataset(path, "w", format="NETCDF3_64BIT_DATA") as f:
        f.title = "A coast from above, made up"
        for name, size in (("band", 4), ("y", ny), ("x", nx)):
            f.createDimension(name, size)
        place(f, "band", ("band",), [1, 2, 3, 4], None, "i2")
        place(f, "y", ("y",), 5_400 - 100 * np.arange(ny), "m").long_name = "Northing"
        place(f, "x", ("x",), 100 * np.arange(nx), "m").long_name = "Easting"
        v = place(f, "light", ("band", "y", "x"), np.clip(np.round(bands / 4) * 4, 0, 255), None, "u1")
        v.long_name = "Reflected light"


def ring(folder):
    """The stress in a plate with a hole that is pulled sideways (Kirsch, 1898)."""
    folder.mkdir(exist_ok=True)
    radii = 1 + 3 * (np.arange(13) / 12) ** 1.6
    spokes = 40
    with open(folder / "vertices.csv", "w") as f, open(folder / "triangles.csv", "w") as g:
        f.write("x,y,stress\n")
        g.write("a,b,c,region\n")
        for ring, r in enumerate(radii):
            for s in range(spokes):
                angle = 2 * np.pi * s / spokes
                stress = 0.5 * (1 + 1 / r**2) - 0.5 * (1 + 3 / r**4) * np.cos(2 * angle)
                f.write(f"{r * np.cos(angle):.4f},{r * np.sin(angle):.4f},{stress:.4f}\n")
                if ring + 1 < len(radii):
                    a, b = ring * spokes + s, ring * spokes + (s + 1) % spokes
                    c, d = a + spokes, b + spokes
                    region = 1 + ring // 4
                    g.write(f"{a},{c},{b},{region}\n{b},{c},{d},{region}\n")


ocean(HERE / "ocean.nc")
pacific(HERE / "pacific.nc")
bay(HERE / "bay.nc")
mixed(HERE / "mixed.nc")
scene(HERE / "scene.nc")
ring(MESH)
