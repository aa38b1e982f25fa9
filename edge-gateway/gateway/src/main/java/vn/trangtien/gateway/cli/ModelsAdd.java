package vn.trangtien.gateway.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.video.model.ModelException;
import vn.trangtien.video.model.ModelInstaller;
import vn.trangtien.video.model.NpmClient;

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
final class ModelsAdd extends OnModels {

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
