package vn.trangtien.box.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import vn.trangtien.box.fleet.FleetClient;

/** Decides about channels, one by one or many. */
abstract class ChannelsDecideCommand extends FleetAccess {

    @Parameters(paramLabel = "ACCOUNT/GATEWAY/ASSET/CHANNEL", arity = "0..*", description = "Kênh / channels")
    private List<String> channels = List.of();

    @Option(names = "--gateway", paramLabel = "ACCOUNT/ID", description = "Của gateway này / of this gateway")
    private Optional<String> gateway = Optional.empty();

    @Option(names = "--asset", paramLabel = "NAME", description = "Của thiết bị này / of this device")
    private Optional<String> asset = Optional.empty();

    @Option(names = "--channel", paramLabel = "NAME", description = "Có tên này / of this name")
    private Optional<String> channel = Optional.empty();

    @Option(names = "--all", description = "Tất cả kênh đang chờ / every channel that waits")
    private boolean all;

    private final ChannelsListCommand.Standing standing;

    private ChannelsDecideCommand(ChannelsListCommand.Standing standing) {
        this.standing = standing;
    }

    @Override
    final Integer ask(FleetClient client) throws IOException, InterruptedException, FleetClient.Refused {
        Map<String, Object> decision = new LinkedHashMap<>();
        if (!channels.isEmpty()) {
            decision.put("channels", channels);
        }
        gateway.ifPresent(id -> decision.put("gateway", id.contains("/") ? id : "hue/" + id));
        asset.ifPresent(name -> decision.put("asset", name));
        channel.ifPresent(name -> decision.put("channel", name));
        if (decision.isEmpty() != all) {
            throw new ParameterException(
                    spec.commandLine(),
                    all
                            ? "--all stands alone; leave it or the others out"
                            : "name channels, --gateway, --asset or --channel, or say --all");
        }
        if (all) {
            decision.put("all", true);
        }
        decision.put("standing", standing.name());
        return show(
                client.post(ChannelsListCommand.CHANNELS + "/decisions", decision),
                done -> "%1$s: %2$s kênh / channels%n".formatted(standing, text(done, "channels")));
    }

    /** {@code city ingest channels adopt}. */
    @Command(
            name = "adopt",
            mixinStandardHelpOptions = true,
            description = {"Nhận kênh: từ nay số liệu được dùng.", "Adopts channels: from now on their values are used."
            })
    static final class Adopt extends ChannelsDecideCommand {
        Adopt() {
            super(ChannelsListCommand.Standing.KNOWN);
        }
    }

    /** {@code city ingest channels ignore}. */
    @Command(
            name = "ignore",
            mixinStandardHelpOptions = true,
            description = {"Không dùng kênh; số liệu vẫn được lưu.", "Does not use channels; their values are stored."})
    static final class Ignore extends ChannelsDecideCommand {
        Ignore() {
            super(ChannelsListCommand.Standing.IGNORED);
        }
    }

    /** {@code city ingest channels block}. */
    @Command(
            name = "block",
            mixinStandardHelpOptions = true,
            description = {"Chặn kênh: số liệu không được lưu.", "Blocks channels: their values are not stored."})
    static final class Block extends ChannelsDecideCommand {
        Block() {
            super(ChannelsListCommand.Standing.BLOCKED);
        }
    }
}
