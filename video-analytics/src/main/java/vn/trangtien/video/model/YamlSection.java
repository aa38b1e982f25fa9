package vn.trangtien.video.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** One mapping of a YAML file, read field by field; what was not asked for is reported as unknown. */
final class YamlSection {

    private static final int MOST_CHARACTERS = 1 << 20;

    private final String source;
    private final String path;
    private final Map<String, Object> fields;
    private final Set<String> asked = new HashSet<>();

    private YamlSection(String source, String path, Map<?, ?> fields) {
        this.source = source;
        this.path = path;
        this.fields = new LinkedHashMap<>();
        fields.forEach((key, value) -> this.fields.put(String.valueOf(key), value == null ? "" : value));
    }

    /** @param source how messages call the text, for example its path */
    static YamlSection read(String source, String text) throws ModelException {
        try {
            var settings = LoadSettings.builder()
                    .setLabel(source)
                    .setCodePointLimit(MOST_CHARACTERS)
                    .build();
            if (new Load(settings).loadFromString(text) instanceof Map<?, ?> map) {
                return new YamlSection(source, "", map);
            }
        } catch (YamlEngineException e) {
            throw new ModelException(
                    new Words("%s không phải YAML hợp lệ: %s", "%s is no valid YAML: %s").with(source, e.getMessage()),
                    new Words("Sửa dòng được nêu.", "Correct the line that is named."),
                    e);
        }
        throw new ModelException(
                new Words("%s không mô tả mô hình nào", "%s describes no model").with(source),
                new Words("Xem ví dụ trong docs/models.md.", "See the example in docs/models.md."));
    }

    String text(String field) throws ModelException {
        return optionalText(field).orElseThrow(() -> wrong(field, "", "phải có", "is required"));
    }

    Optional<String> optionalText(String field) {
        return value(field).map(String::valueOf).filter(text -> !text.isBlank());
    }

    String matching(String field, Pattern pattern, String ruleVi, String ruleEn) throws ModelException {
        String text = text(field);
        if (!pattern.matcher(text).matches()) {
            throw wrong(field, text, ruleVi, ruleEn);
        }
        return text;
    }

    double number(String field, double standard, double least, double most) throws ModelException {
        Optional<Object> value = value(field);
        if (value.isEmpty()) {
            return standard;
        }
        if (value.get() instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most) {
            return number.doubleValue();
        }
        throw wrong(
                field,
                value.get(),
                "phải là số từ %s đến %s".formatted(least, most),
                "must be a number from %s to %s".formatted(least, most));
    }

    int whole(String field, int least, int most) throws ModelException {
        Object value = value(field).orElse("");
        if (value instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        throw wrong(
                field,
                value,
                "phải là số nguyên từ %d đến %d".formatted(least, most),
                "must be a whole number from %d to %d".formatted(least, most));
    }

    boolean flag(String field, boolean standard) throws ModelException {
        Object value = value(field).orElse(standard);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(field, value, "phải là true hoặc false", "must be true or false");
    }

    <E extends Enum<E>> E choice(String field, Class<E> choices, Optional<E> standard) throws ModelException {
        Optional<String> text = optionalText(field);
        if (text.isEmpty() && standard.isPresent()) {
            return standard.get();
        }
        List<String> allowed = new ArrayList<>();
        for (E choice : choices.getEnumConstants()) {
            String name = choice.name().toLowerCase(Locale.ROOT);
            if (text.isPresent() && text.get().toLowerCase(Locale.ROOT).equals(name)) {
                return choice;
            }
            allowed.add(name);
        }
        throw wrong(field, text.orElse(""), "phải là một trong " + allowed, "must be one of " + allowed);
    }

    List<Double> numbers(String field, List<Double> standard) throws ModelException {
        Optional<Object> value = value(field);
        if (value.isEmpty()) {
            return standard;
        }
        List<Double> numbers = new ArrayList<>();
        if (value.get() instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Number number && Double.isFinite(number.doubleValue())) {
                    numbers.add(number.doubleValue());
                }
            }
            if (numbers.size() == list.size() && numbers.size() == standard.size()) {
                return numbers;
            }
        }
        throw wrong(
                field,
                value.get(),
                "phải là danh sách %d số".formatted(standard.size()),
                "must be a list of %d numbers".formatted(standard.size()));
    }

    List<String> texts(String field) throws ModelException {
        if (value(field).orElse("") instanceof List<?> list && !list.isEmpty()) {
            return list.stream()
                    .map(each -> each == null ? "" : String.valueOf(each))
                    .toList();
        }
        throw wrong(
                field,
                value(field).orElse(""),
                "phải là danh sách có ít nhất một mục",
                "must be a list of at least one entry");
    }

    Map<String, String> textsByName(String field) throws ModelException {
        Map<String, String> texts = new LinkedHashMap<>();
        YamlSection section = section(field);
        for (String name : section.fields.keySet()) {
            texts.put(name, section.text(name));
        }
        return texts;
    }

    List<YamlSection> sections(String field) throws ModelException {
        List<YamlSection> sections = new ArrayList<>();
        if (value(field).orElse("") instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) instanceof Map<?, ?> map) {
                    sections.add(new YamlSection(source, path + field + "[" + i + "].", map));
                }
            }
        }
        return sections;
    }

    YamlSection section(String field) throws ModelException {
        return optionalSection(field).orElseThrow(() -> wrong(field, "", "phải có", "is required"));
    }

    Optional<YamlSection> optionalSection(String field) throws ModelException {
        Optional<Object> value = value(field);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof Map<?, ?> map) {
            return Optional.of(new YamlSection(source, path + field + ".", map));
        }
        throw wrong(field, value.get(), "phải là một nhóm trường", "must be a group of fields");
    }

    Words words(String field) throws ModelException {
        YamlSection section = section(field);
        return new Words(section.text("vi"), section.text("en"));
    }

    /** @throws ModelException naming a field that nobody asked for */
    void requireNothingElse() throws ModelException {
        for (String field : fields.keySet()) {
            if (!asked.contains(field)) {
                throw wrong(
                        field,
                        fields.get(field),
                        "không phải trường được biết; có: " + asked,
                        "is no field that is known; there are " + new java.util.TreeSet<>(asked));
            }
        }
    }

    ModelException wrong(String field, Object value, String ruleVi, String ruleEn) {
        String shown =
                String.valueOf(value).length() > 80 ? String.valueOf(value).substring(0, 80) + "…" : "" + value;
        return new ModelException(
                new Words(
                        source + ": " + path + field + " '" + shown + "' " + ruleVi,
                        source + ": " + path + field + " '" + shown + "' " + ruleEn),
                new Words("Sửa trường này trong tệp.", "Correct this field in the file."));
    }

    private Optional<Object> value(String field) {
        asked.add(field);
        return Optional.ofNullable(fields.get(field));
    }
}
