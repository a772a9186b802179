// Writes the Parquet files the tests read, with parquet-wasm (Rust's parquet crate) and DuckDB:
// npm install parquet-wasm@0.8.0 apache-arrow@21.2.0 @duckdb/node-api@1.5.6-r.1 && node make_parquet.mjs, in this folder.
import { writeFileSync } from "node:fs";
import * as arrow from "apache-arrow";
import { Compression, Encoding, Table, WriterPropertiesBuilder, WriterVersion, writeParquet } from "parquet-wasm/node";
import { DuckDBInstance } from "@duckdb/node-api";

const rows = [...Array(9).keys()];
const species = ["ant", "bee", "cow"];
const vector = (values, type) => arrow.vectorFromArray(values, type);

function write(name, columns, adjust = (builder) => builder) {
  const stream = arrow.tableToIPC(new arrow.Table(columns), "stream");
  const properties = adjust(new WriterPropertiesBuilder()).build();
  writeFileSync(name, writeParquet(Table.fromIPCStream(stream), properties));
}

const columns = () => ({
  length: vector(rows.map((i) => 1 + i / 4), new arrow.Float64()),
  width: vector(rows.map((i) => (i * i) / 8 - 3), new arrow.Float32()),
  count: vector(rows.map((i) => 10 * i), new arrow.Int32()),
  flag: vector(rows.map((i) => i % 2 === 0), new arrow.Bool()),
  species: vector(rows.map((i) => species[i % 3]), new arrow.Utf8()),
});

const codecs = {
  plain: Compression.UNCOMPRESSED, snappy: Compression.SNAPPY, gzip: Compression.GZIP, zstd: Compression.ZSTD,
  brotli: Compression.BROTLI, lz4: Compression.LZ4_RAW,
};
for (const [name, codec] of Object.entries(codecs)) {
  write(`rust_${name}.parquet`, columns(), (builder) => builder.setCompression(codec));
}
write("rust_nodictionary.parquet", columns(), (builder) => builder.setCompression(Compression.UNCOMPRESSED).setDictionaryEnabled(false));
write("rust_groups.parquet", columns(), (builder) => builder.setMaxRowGroupSize(4));
write("rust_version2.parquet", columns(), (builder) => builder.setWriterVersion(WriterVersion.V2));
const encoded = { length: Encoding.BYTE_STREAM_SPLIT, count: Encoding.DELTA_BINARY_PACKED, flag: Encoding.RLE, species: Encoding.DELTA_BYTE_ARRAY };
write("rust_encodings.parquet", columns(), (builder) => Object.entries(encoded).reduce(
  (inner, [name, encoding]) => inner.setColumnEncoding(name, encoding).setColumnDictionaryEnabled(name, false), builder));

// Every type of number, each column 0, 1, 2, null, 4 and so on.
const some = (make) => rows.map((i) => (i === 3 ? null : make(i)));
write("rust_types.parquet", {
  i8: vector(some((i) => i), new arrow.Int8()),
  i16: vector(some((i) => i), new arrow.Int16()),
  i32: vector(some((i) => i), new arrow.Int32()),
  i64: vector(some((i) => BigInt(i)), new arrow.Int64()),
  u8: vector(some((i) => i), new arrow.Uint8()),
  u16: vector(some((i) => i), new arrow.Uint16()),
  u32: vector(some((i) => i), new arrow.Uint32()),
  u64: vector(some((i) => BigInt(i)), new arrow.Uint64()),
  f32: vector(some((i) => i), new arrow.Float32()),
  f64: vector(some((i) => i), new arrow.Float64()),
  word: vector(some((i) => species[i % 3]), new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32())),
});

const database = await (await DuckDBInstance.create(":memory:")).connect();
await database.run(`CREATE TABLE t AS SELECT 1 + i / 4 AS length, CAST(i * i / 8 - 3 AS FLOAT) AS width, CAST(10 * i AS INTEGER) AS count,
  i % 2 = 0 AS flag, ['ant', 'bee', 'cow'][1 + i % 3] AS species FROM range(9) r(i)`);
for (const codec of ["uncompressed", "snappy", "gzip", "zstd", "brotli", "lz4_raw"]) {
  await database.run(`COPY t TO 'duckdb_${codec}.parquet' (FORMAT parquet, COMPRESSION ${codec})`);
}
await database.run(`COPY (SELECT CAST(i / 2 AS DECIMAL(10, 2)) AS price, CASE WHEN i = 2 THEN 'NaN'::DOUBLE ELSE i END AS x,
  CAST('2024-01-01' AS DATE) + CAST(i AS INTEGER) AS day, [i, i + 1] AS pair, {'a': i} AS record,
  CASE WHEN i = 5 THEN NULL ELSE i % 3 END AS class FROM range(9) r(i)) TO 'duckdb_kinds.parquet' (FORMAT parquet)`);
await database.run(`COPY (SELECT i % 5 AS class, i AS x, CAST(i % 7 AS DOUBLE) / 2 AS y FROM range(5000) r(i)) TO 'duckdb_groups.parquet'
  (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048)`);
await database.run(`COPY (SELECT i % 5 AS class, (i * 7919) % 5000 AS x, sqrt(i) AS y, 'word ' || ((i * 31) % 5000) AS word FROM range(5000) r(i))
  TO 'duckdb_version2.parquet' (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 1)`);
