package vn.trangtien.ingest.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values as spreadsheets write them (RFC 4180): comma or semicolon, quotes where a value holds either, with or
 * without a byte order mark.
 */
final class Csv {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** One record and the line on which it begins, from 1. */
    record Row(int line, List<String> values) {}

    private Csv() {}

    /** All records but empty lines; the separator is whichever of the two stands more often in the first line. */
    static List<Row> read(String text) {
        String plain = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        char separator = separator(plain);
        var rows = new ArrayList<Row>();
        var values = new ArrayList<String>();
        var value = new StringBuilder();
        boolean quoted = false;
        int line = 1;
        int begin = 1;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '\n') {
                line++;
            }
            if (quoted) {
                if (c != '"') {
                    value.append(c);
                } else if (i + 1 < plain.length() && plain.charAt(i + 1) == '"') {
                    value.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && value.toString().isBlank()) {
                value.setLength(0);
                quoted = true;
            } else if (c == separator) {
                values.add(take(value));
            } else if (c == '\n') {
                values.add(take(value));
                add(rows, begin, values);
                begin = line;
            } else if (c != '\r') {
                value.append(c);
            }
        }
        values.add(take(value));
        add(rows, begin, values);
        return rows;
    }

    private static char separator(String text) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        long semicolons = first.chars().filter(c -> c == ';').count();
        long commas = first.chars().filter(c -> c == ',').count();
        return semicolons > commas ? ';' : ',';
    }

    private static String take(StringBuilder value) {
        String taken = value.toString().strip();
        value.setLength(0);
        return taken;
    }

    private static void add(List<Row> rows, int line, List<String> values) {
        if (values.stream().anyMatch(value -> !value.isEmpty())) {
            rows.add(new Row(line, List.copyOf(values)));
        }
        values.clear();
    }
}
