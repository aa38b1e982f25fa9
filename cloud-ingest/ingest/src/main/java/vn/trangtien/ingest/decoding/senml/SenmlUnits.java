package vn.trangtien.ingest.decoding.senml;

import java.util.Map;

/**
 * Units of SenML (registries of RFC 8428 and RFC 8798) whose UCUM code is another one. All other units of the registries are
 * written alike, and what is in no registry is kept as it was told.
 */
final class SenmlUnits {

    private static final Map<String, String> UCUM = Map.ofEntries(
            Map.entry("l", "L"),
            Map.entry("l/s", "L/s"),
            Map.entry("lat", "deg"),
            Map.entry("lon", "deg"),
            Map.entry("pH", "[pH]"),
            Map.entry("dBW", "dB[W]"),
            Map.entry("dBm", "dB[mW]"),
            Map.entry("Bspl", "B[SPL]"),
            Map.entry("count", "1"),
            Map.entry("/", "1"),
            Map.entry("%RH", "%"),
            Map.entry("%EL", "%"),
            Map.entry("EL", "s"),
            Map.entry("1/s", "/s"),
            Map.entry("1/min", "/min"),
            Map.entry("beat/min", "/min"),
            Map.entry("beats", "1"),
            Map.entry("ppm", "[ppm]"),
            Map.entry("ppb", "[ppb]"),
            Map.entry("/100", "%"),
            Map.entry("/1000", "[ppth]"),
            Map.entry("VA", "V.A"),
            Map.entry("kVA", "kV.A"),
            Map.entry("VAs", "V.A.s"),
            Map.entry("kVAh", "kV.A.h"),
            Map.entry("var", "V.A{reactive}"),
            Map.entry("kvar", "kV.A{reactive}"),
            Map.entry("vars", "V.A.s{reactive}"),
            Map.entry("varh", "V.A.h{reactive}"),
            Map.entry("kvarh", "kV.A.h{reactive}"),
            Map.entry("As", "A.s"),
            Map.entry("Ah", "A.h"),
            Map.entry("Ws", "W.s"),
            Map.entry("Wh", "W.h"),
            Map.entry("kWh", "kW.h"),
            Map.entry("Wh/km", "W.h/km"),
            Map.entry("B", "By"),
            Map.entry("KiB", "KiBy"),
            Map.entry("GB", "GBy"),
            Map.entry("B/s", "By/s"),
            Map.entry("MB/s", "MBy/s"));

    private SenmlUnits() {}

    static String ucum(String unit) {
        return UCUM.getOrDefault(unit, unit);
    }

    /** The unit of a value integrated over time: what RFC 8428 calls a sum. */
    static String timesSeconds(String ucum) {
        return ucum.isEmpty() ? "" : ucum.equals("1") ? "s" : ucum.startsWith("/") ? "s" + ucum : ucum + ".s";
    }
}
