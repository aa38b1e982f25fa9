package vn.trangtien.city.cameras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys of a camera that are drawn on its picture, and how their values compare. */
final class ViewKeys {

    static final String MASKS = "masks";
    static final String LINES = "lines";
    static final String ZONES = "zones";
    static final String SPEED = "speed";
    static final String PARKING = "parking";
    static final String GAUGES = "gauges";
    static final String HINTS = "hints";

    /** In the order in which they are written. */
    static final List<String> ALL = List.of(MASKS, LINES, ZONES, SPEED, PARKING, GAUGES, HINTS);

    private ViewKeys() {}

    /** Lists of a drawing, all keys there; what is no list is none. */
    static Map<String, List<Object>> lists(Map<?, ?> camera) {
        var lists = new LinkedHashMap<String, List<Object>>();
        for (String key : ALL) {
            lists.put(key, camera.get(key) instanceof List<?> list ? new ArrayList<>(list) : List.of());
        }
        return lists;
    }

    /** The same value with all numbers of one type, so that 1 and 1.0 are equal. */
    static Object normal(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue() + 0.0;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ViewKeys::orEmpty).map(ViewKeys::normal).toList();
        }
        if (value instanceof Map<?, ?> map) {
            var normal = new LinkedHashMap<Object, Object>();
            map.forEach((key, each) -> normal.put(orEmpty(key), normal(orEmpty(each))));
            return normal;
        }
        return value;
    }

    /** YAML's null as something that compares. */
    private static Object orEmpty(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? java.util.Optional.empty() : value;
    }
}
