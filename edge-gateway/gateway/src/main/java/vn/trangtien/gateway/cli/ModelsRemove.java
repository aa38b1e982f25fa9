package vn.trangtien.gateway.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.video.model.ModelException;
import vn.trangtien.video.model.PlateModels;

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
final class ModelsRemove extends OnModels {

    @Parameters(paramLabel = "ID")
    @SuppressWarnings("NullAway.Init")
    private String id;

    @Override
    int work() throws ModelException {
        boolean removed =
                id.equals(PlateModels.ID) ? PlateModels.ofThisMachine().remove() : store().remove(id);
        if (!removed) {
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
