package vn.trangtien.ingest.deadletters;

/** Texts of devices in a table that people open with a spreadsheet. Stateless. */
final class CsvCell {

    private CsvCell() {}

    /**
     * The text as one value of a line (RFC 4180). A spreadsheet computes what begins with one of {@code = + - @}, tabulator or
     * carriage return, so an apostrophe is put before it; as full-width letters as well, which some programs take for the same.
     */
    static String of(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
