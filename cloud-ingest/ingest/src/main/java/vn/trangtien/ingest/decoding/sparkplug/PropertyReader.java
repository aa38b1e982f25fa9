package vn.trangtien.ingest.decoding.sparkplug;

import static vn.trangtien.ingest.decoding.sparkplug.SparkplugPayload.LENGTH;
import static vn.trangtien.ingest.decoding.sparkplug.SparkplugPayload.VARINT;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import vn.trangtien.wire.ProtoReader;
import vn.trangtien.wire.UndecodableException;

/** Finds unit and quality among the properties of a metric: two lists of equal length, one of keys and one of values. */
final class PropertyReader {

    private static final int KEY = 1 << 3 | LENGTH;
    private static final int VALUE = 2 << 3 | LENGTH;
    private static final int INT_VALUE = 3 << 3 | VARINT;
    private static final int LONG_VALUE = 4 << 3 | VARINT;
    private static final int STRING_VALUE = 8 << 3 | LENGTH;

    private static final String ENG_UNIT = "engunit";
    private static final String QUALITY = "quality";
    /** Beyond that nobody looks; they cost nothing but the reading. */
    private static final int MOST = 100;

    private record Property(OptionalLong number, String text) {}

    private final List<String> keys = new ArrayList<>();
    private final List<Property> values = new ArrayList<>();

    void read(ProtoReader in) throws UndecodableException {
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == KEY && keys.size() < MOST) {
                keys.add(in.text());
            } else if (tag == VALUE && values.size() < MOST) {
                values.add(value(in.message()));
            } else {
                in.skip(tag);
            }
        }
    }

    String unit() {
        int at = find(ENG_UNIT);
        return at < 0 ? "" : values.get(at).text();
    }

    OptionalLong quality() {
        int at = find(QUALITY);
        return at < 0 ? OptionalLong.empty() : values.get(at).number();
    }

    private static Property value(ProtoReader in) throws UndecodableException {
        OptionalLong number = OptionalLong.empty();
        String text = "";
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case INT_VALUE -> number = OptionalLong.of((int) in.varint());
                case LONG_VALUE -> number = OptionalLong.of(in.varint());
                case STRING_VALUE -> text = in.text();
                default -> in.skip(tag);
            }
        }
        return new Property(number, text);
    }

    /** Senders differ in capitals: engUnit, EngUnit, Quality, quality. */
    private int find(String key) {
        for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
            if (keys.get(i).equalsIgnoreCase(key)) {
                return i;
            }
        }
        return -1;
    }
}
