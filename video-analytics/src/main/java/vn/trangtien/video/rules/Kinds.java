package vn.trangtien.video.rules;

import java.util.Map;
import java.util.Set;
import vn.trangtien.video.detect.Labels;

/** Which labels a rule is about when its zone names none. What only moves may be any of them. */
final class Kinds {

    private static final Set<String> VEHICLES =
            Set.of(Labels.CAR, Labels.BUS, Labels.TRUCK, Labels.MOTORCYCLE, Labels.BICYCLE, "train");
    private static final Set<String> TWO_WHEELS = Set.of(Labels.MOTORCYCLE, Labels.BICYCLE);
    private static final Set<String> THINGS = Set.of("backpack", "handbag", "suitcase", "box", "bag");

    private static final Map<String, String> VIETNAMESE = Map.ofEntries(
            Map.entry(Labels.PERSON, "người"),
            Map.entry(Labels.CAR, "ô tô"),
            Map.entry(Labels.BUS, "xe buýt"),
            Map.entry(Labels.TRUCK, "xe tải"),
            Map.entry(Labels.MOTORCYCLE, "xe máy"),
            Map.entry(Labels.BICYCLE, "xe đạp"),
            Map.entry(Labels.MOVING, "vật thể"),
            Map.entry("train", "tàu hỏa"),
            Map.entry("backpack", "ba lô"),
            Map.entry("handbag", "túi xách"),
            Map.entry("suitcase", "va li"));

    private Kinds() {}

    static String english(String label) {
        return isUnknown(label) ? "something" : label;
    }

    /** A model of the customer's own may have labels of which we know no word. */
    static String vietnamese(String label) {
        return VIETNAMESE.getOrDefault(label, label);
    }

    static boolean isVehicle(String label) {
        return VEHICLES.contains(label);
    }

    static boolean isVehicleOrUnknown(String label) {
        return isVehicle(label) || isUnknown(label);
    }

    static boolean isPersonOrUnknown(String label) {
        return isPerson(label) || isUnknown(label);
    }

    static boolean isThingOrUnknown(String label) {
        return THINGS.contains(label) || isUnknown(label);
    }

    static boolean isPerson(String label) {
        return label.equals(Labels.PERSON);
    }

    static boolean isTwoWheeler(String label) {
        return TWO_WHEELS.contains(label);
    }

    static boolean isUnknown(String label) {
        return label.equals(Labels.MOVING);
    }
}
