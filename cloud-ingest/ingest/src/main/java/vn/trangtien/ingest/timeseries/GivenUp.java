package vn.trangtien.ingest.timeseries;

/**
 * A table that takes whatever is written and shows none of it, until somebody tells its server to go on.
 *
 * @param table its name in the server
 * @param why in the server's words; may be empty
 * @param remedy what a person tells the server
 */
record GivenUp(String table, String why, String remedy) {}
