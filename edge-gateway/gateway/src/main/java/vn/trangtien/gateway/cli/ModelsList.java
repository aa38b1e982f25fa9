package vn.trangtien.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.video.model.Catalogue;
import vn.trangtien.video.model.CatalogueModel;
import vn.trangtien.video.model.ModelDescription;
import vn.trangtien.video.model.ModelException;
import vn.trangtien.video.model.ModelStore;
import vn.trangtien.video.model.PlateModels;
import vn.trangtien.video.model.Words;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Mọi mô hình đã cài hoặc có thể cài: giấy phép, dung lượng, tình trạng, và thiếu nó thì mất gì.",
            "Every model that is installed or can be: licence, size, state, and what is switched off without it."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {"0:xong / done", "1:có mô hình bị hỏng / a model is damaged"})
final class ModelsList extends OnModels {

    private static final String DEFAULT_DETECTOR = "ssd";
    private static final Words NOTHING = new Words("", "");
    private static final Words NO_NAMES =
            new Words("camera chỉ đếm vật chuyển động, không biết là gì", "cameras count what moves, without names");
    private static final Words NO_PLATES = new Words(
            "biển số không được đọc, dù privacy.plates được bật",
            "plates are not read, even where privacy.plates asks for it");

    private enum State {
        BUNDLED("✓", "có sẵn / bundled"),
        INSTALLED("✓", "đã cài / installed"),
        MISSING("·", "chưa cài / missing"),
        DAMAGED("✗", "hỏng / damaged");

        private final String mark;
        private final String words;

        State(String mark, String words) {
            this.mark = mark;
            this.words = words;
        }
    }

    /**
     * One model.
     *
     * @param installed whether it can be used
     * @param state {@code bundled}, {@code installed}, {@code missing} or {@code damaged}
     * @param bytes on the disk, or of what is fetched; 0 if that is not known
     * @param withoutVi what is switched off while it is missing; empty for nothing
     * @param problem empty if the model is in order or not installed
     */
    record Row(
            String id,
            boolean installed,
            boolean optional,
            String version,
            String titleVi,
            String titleEn,
            String licence,
            String noteVi,
            String noteEn,
            int inputWidth,
            int inputHeight,
            List<String> labels,
            String folder,
            String problem,
            String state,
            long bytes,
            String withoutVi,
            String withoutEn) {

        private State standing() {
            return State.valueOf(state.toUpperCase(Locale.ROOT));
        }
    }

    @Override
    int work() {
        ModelStore store = store();
        List<Row> rows = new ArrayList<>();
        var ids = new TreeSet<>(store.ids());
        for (CatalogueModel known : Catalogue.bundled().models()) {
            rows.add(row(store, known.id(), Optional.of(known)));
            ids.remove(known.id());
        }
        rows.add(plates(PlateModels.ofThisMachine()));
        ids.forEach(id -> rows.add(row(store, id, Optional.empty())));
        if (json) {
            Json.print(out(), rows);
        } else {
            rows.forEach(this::print);
            out().printf("%nThư mục / folder: %s%n", store.folder());
        }
        out().flush();
        return rows.stream().allMatch(row -> row.problem().isEmpty()) ? ExitCode.OK : ExitCode.NOT_IN_ORDER;
    }

    private static Row row(ModelStore store, String id, Optional<CatalogueModel> known) {
        boolean installed = store.has(id);
        boolean optional = known.map(CatalogueModel::optional).orElse(false);
        Words without = id.equals(DEFAULT_DETECTOR) ? NO_NAMES : NOTHING;
        try {
            ModelDescription model = installed
                    ? store.open(id).description()
                    : known.orElseThrow().model();
            String folder = "";
            long bytes = 0;
            State state = State.MISSING;
            if (installed) {
                store.open(id).check();
                Path place = store.open(id).folder();
                folder = place.toString();
                bytes = bytes(place);
                state = store.isBundled(id) ? State.BUNDLED : State.INSTALLED;
            }
            return new Row(
                    id,
                    installed,
                    optional,
                    model.version(),
                    model.title().vietnamese(),
                    model.title().english(),
                    model.licence().spdx(),
                    model.licence().note().vietnamese(),
                    model.licence().note().english(),
                    model.input().width(),
                    model.input().height(),
                    model.labels().stream().filter(label -> !label.isEmpty()).toList(),
                    folder,
                    "",
                    code(state),
                    bytes,
                    without.vietnamese(),
                    without.english());
        } catch (ModelException e) {
            return damaged(id, installed, optional, e.what() + " → " + e.remedy(), without);
        }
    }

    private static Row damaged(String id, boolean installed, boolean optional, String problem, Words without) {
        return new Row(
                id,
                installed,
                optional,
                "",
                "",
                "",
                "",
                "",
                "",
                0,
                0,
                List.of(),
                "",
                problem,
                code(State.DAMAGED),
                0,
                without.vietnamese(),
                without.english());
    }

    private static Row plates(PlateModels models) {
        State state = State.valueOf(models.state().name());
        if (state == State.DAMAGED) {
            return damaged(
                    PlateModels.ID,
                    true,
                    false,
                    new Words(
                                    "%s không phải tệp đã kiểm tra → models install plates",
                                    "%s is not the file that was examined → models install plates")
                            .with(models.file().orElseThrow())
                            .toString(),
                    NO_PLATES);
        }
        return new Row(
                PlateModels.ID,
                state != State.MISSING,
                false,
                PlateModels.VERSION,
                PlateModels.TITLE.vietnamese(),
                PlateModels.TITLE.english(),
                PlateModels.LICENCE.spdx(),
                PlateModels.LICENCE.note().vietnamese(),
                PlateModels.LICENCE.note().english(),
                0,
                0,
                List.of(),
                models.file().map(Path::toString).orElse(""),
                "",
                code(state),
                PlateModels.BYTES,
                NO_PLATES.vietnamese(),
                NO_PLATES.english());
    }

    private static String code(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            long sum = 0;
            for (Path file : files.toList()) {
                sum += Files.size(file);
            }
            return sum;
        } catch (IOException e) {
            // A figure for people; whether the model can be used was found out before.
            return 0;
        }
    }

    private void print(Row row) {
        State state = row.standing();
        String size = row.bytes == 0 ? "" : "%.0f MB".formatted(row.bytes / 1e6);
        out().printf(
                        "%s %-12s %-26s %-12s %-10s %s%n",
                        state.mark, row.id, state.words, row.version, row.licence, size);
        if (!row.problem.isEmpty()) {
            out().printf("    %s%n", row.problem);
            return;
        }
        out().printf("    %s%n    %s%n", row.titleVi, row.titleEn);
        if (row.optional) {
            out().printf("    %s%n    %s%n", row.noteVi, row.noteEn);
        }
        if (state == State.MISSING && !row.withoutEn.isEmpty()) {
            out().printf(
                            "    Chưa có nên %s.%n    Without it %s.%n    → models install %s%n",
                            row.withoutVi, row.withoutEn, row.id);
        }
    }
}
