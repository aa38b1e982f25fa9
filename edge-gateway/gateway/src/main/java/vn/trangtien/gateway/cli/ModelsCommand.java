package vn.trangtien.gateway.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code models}: the models with which cameras see; the same command on a gateway and in the box. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = {
            "Mô hình nhận dạng và đọc biển số cho camera: có những gì, cài, thêm mô hình riêng, gỡ.",
            "Models for cameras and number plates: which there are, installing, adding your own, removing.",
            "",
            "Thư mục / folder:  -Dtrangtien.models, $TRANGTIEN_MODELS, /var/lib/trangtien-gateway/models, ~/.cache/trangtien/models"
        })
public final class ModelsCommand {

    private ModelsCommand() {}

    /** The command with all below it. */
    public static CommandLine commandLine() {
        return new CommandLine(new ModelsCommand())
                .addSubcommand(new ModelsList())
                .addSubcommand(new ModelsInstall())
                .addSubcommand(new ModelsAdd())
                .addSubcommand(new ModelsRemove());
    }
}
