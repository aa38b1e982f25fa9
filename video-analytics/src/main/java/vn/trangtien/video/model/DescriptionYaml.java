package vn.trangtien.video.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Reads and writes descriptions of models; docs/models.md has an example with every field. */
public final class DescriptionYaml {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern FILE_NAME = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,99}");
    static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** Names that mean something else where detectors are named. */
    private static final Set<String> TAKEN = Set.of("auto", "blob");

    private static final int LARGEST_SIDE = 4096;
    private static final int MOST_LABELS = 10_000;

    private DescriptionYaml() {}

    /**
     * Reads a description.
     *
     * @param source how messages call the text, for example its path
     * @throws ModelException naming the first field that is wrong, its value and the rule
     */
    public static ModelDescription read(String source, String text) throws ModelException {
        return read(YamlSection.read(source, text));
    }

    static ModelDescription read(YamlSection yaml) throws ModelException {
        String id = yaml.matching(
                "id",
                ID,
                "phải gồm 1 đến 40 chữ thường không dấu, chữ số hoặc gạch nối",
                "must be 1 to 40 lower-case letters, digits or hyphens");
        if (TAKEN.contains(id)) {
            throw yaml.wrong("id", id, "là tên dành riêng", "is a reserved name");
        }
        OutputFormat output = output(yaml.section("output"));
        var description = new ModelDescription(
                id,
                yaml.words("title"),
                fileName(yaml, "file"),
                hash(yaml, "sha256"),
                licence(yaml.section("licence")),
                input(yaml.section("input")),
                output,
                labels(yaml),
                thresholds(yaml));
        yaml.requireNothingElse();
        return description;
    }

    private static String fileName(YamlSection yaml, String field) throws ModelException {
        return yaml.matching(
                field,
                FILE_NAME,
                "phải là tên tệp không có đường dẫn, gồm chữ không dấu, chữ số, '.', '_' hoặc '-'",
                "must be the name of a file without a path: letters, digits, '.', '_' or '-'");
    }

    private static String hash(YamlSection yaml, String field) throws ModelException {
        return yaml.matching(
                field,
                HASH,
                "phải là SHA-256 gồm 64 chữ số thập lục phân viết thường (lệnh sha256sum)",
                "must be a SHA-256 of 64 lower-case hexadecimal digits (command sha256sum)");
    }

    private static Licence licence(YamlSection yaml) throws ModelException {
        Optional<YamlSection> note = yaml.optionalSection("note");
        Words words =
                note.isPresent() ? new Words(note.get().text("vi"), note.get().text("en")) : new Words("", "");
        var licence = new Licence(yaml.text("spdx"), words);
        yaml.requireNothingElse();
        return licence;
    }

    private static InputFormat input(YamlSection yaml) throws ModelException {
        List<Double> deviation = yaml.numbers("deviation", List.of(1.0, 1.0, 1.0));
        if (deviation.contains(0.0)) {
            throw yaml.wrong("deviation", deviation, "không được bằng 0", "must not be 0");
        }
        var input = new InputFormat(
                yaml.whole("width", 16, LARGEST_SIDE),
                yaml.whole("height", 16, LARGEST_SIDE),
                yaml.choice("layout", InputFormat.Layout.class, Optional.of(InputFormat.Layout.NCHW)),
                yaml.choice("colours", InputFormat.Colours.class, Optional.of(InputFormat.Colours.RGB)),
                yaml.number("scale", 1, -1e6, 1e6),
                yaml.numbers("mean", List.of(0.0, 0.0, 0.0)),
                deviation,
                yaml.choice("fit", InputFormat.Fit.class, Optional.of(InputFormat.Fit.STRETCH)),
                (int) yaml.number("fill", 114, 0, 255));
        yaml.requireNothingElse();
        return input;
    }

    private static OutputFormat output(YamlSection yaml) throws ModelException {
        OutputFormat.Kind kind = yaml.choice("kind", OutputFormat.Kind.class, Optional.empty());
        String boxes = yaml.text("boxes");
        String scores =
                kind == OutputFormat.Kind.YOLOX ? yaml.optionalText("scores").orElse(boxes) : yaml.text("scores");
        Optional<OutputFormat.SideFile> anchors = Optional.empty();
        if (kind == OutputFormat.Kind.SSD) {
            YamlSection file = yaml.section("anchors");
            anchors = Optional.of(new OutputFormat.SideFile(fileName(file, "file"), hash(file, "sha256")));
            file.requireNothingElse();
        }
        var output = new OutputFormat(
                kind,
                boxes,
                scores,
                yaml.flag("logits", kind != OutputFormat.Kind.YOLOX),
                yaml.flag("background", false),
                yaml.flag("decoded", false),
                yaml.flag("corners", false),
                anchors);
        yaml.requireNothingElse();
        return output;
    }

    private static List<String> labels(YamlSection yaml) throws ModelException {
        List<String> labels = yaml.texts("labels").stream()
                .map(label -> label.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (labels.size() > MOST_LABELS || labels.stream().anyMatch(label -> label.length() > 60)) {
            throw yaml.wrong(
                    "labels",
                    labels.size() + " labels",
                    "phải có tối đa %d nhãn, mỗi nhãn tối đa 60 ký tự".formatted(MOST_LABELS),
                    "must be at most %d labels of at most 60 characters".formatted(MOST_LABELS));
        }
        return labels;
    }

    private static Thresholds thresholds(YamlSection yaml) throws ModelException {
        Optional<YamlSection> given = yaml.optionalSection("thresholds");
        if (given.isEmpty()) {
            return new Thresholds(0.25, 0.5, 1);
        }
        var thresholds = new Thresholds(
                given.get().number("score", 0.25, 0.01, 1),
                given.get().number("overlap", 0.5, 0, 1),
                given.get().number("largest", 1, 0.01, 1));
        given.get().requireNothingElse();
        return thresholds;
    }

    /** The same description as text that {@link #read} understands. */
    public static String write(ModelDescription model) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        yaml.put("id", model.id());
        yaml.put("title", words(model.title()));
        yaml.put("file", model.file());
        yaml.put("sha256", model.sha256());
        Map<String, Object> licence = new LinkedHashMap<>();
        licence.put("spdx", model.licence().spdx());
        if (!model.licence().note().english().isEmpty()) {
            licence.put("note", words(model.licence().note()));
        }
        yaml.put("licence", licence);
        yaml.put("input", input(model.input()));
        yaml.put("output", output(model.output()));
        yaml.put("labels", new ArrayList<>(model.labels()));
        Map<String, Object> thresholds = new LinkedHashMap<>();
        thresholds.put("score", model.thresholds().score());
        thresholds.put("overlap", model.thresholds().overlap());
        thresholds.put("largest", model.thresholds().largest());
        yaml.put("thresholds", thresholds);
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setWidth(120)
                        .build())
                .dumpToString(yaml);
    }

    private static Map<String, Object> words(Words words) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        yaml.put("vi", words.vietnamese());
        yaml.put("en", words.english());
        return yaml;
    }

    private static Map<String, Object> input(InputFormat input) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        yaml.put("width", input.width());
        yaml.put("height", input.height());
        yaml.put("layout", lower(input.layout()));
        yaml.put("colours", lower(input.colours()));
        yaml.put("scale", input.scale());
        yaml.put("mean", input.mean());
        yaml.put("deviation", input.deviation());
        yaml.put("fit", lower(input.fit()));
        yaml.put("fill", input.fill());
        return yaml;
    }

    private static Map<String, Object> output(OutputFormat output) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        yaml.put("kind", lower(output.kind()));
        yaml.put("boxes", output.boxes());
        yaml.put("scores", output.scores());
        yaml.put("logits", output.logits());
        yaml.put("background", output.background());
        yaml.put("decoded", output.decoded());
        yaml.put("corners", output.corners());
        output.anchors().ifPresent(anchors -> {
            Map<String, Object> file = new LinkedHashMap<>();
            file.put("file", anchors.name());
            file.put("sha256", anchors.sha256());
            yaml.put("anchors", file);
        });
        return yaml;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
