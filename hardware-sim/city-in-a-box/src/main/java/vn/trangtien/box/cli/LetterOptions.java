package vn.trangtien.box.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import vn.trangtien.box.fleet.FleetClient;

/** Which dead letters are meant. */
final class LetterOptions {

    static final String LETTERS = "/api/dead-letters";

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Số của tin / numbers of letters")
    private List<Long> ids = List.of();

    @Option(names = "--reason", paramLabel = "WORD", description = "Lý do / reason, e.g. unknown-gateway")
    private Optional<String> reason = Optional.empty();

    @Option(names = "--gateway", paramLabel = "ACCOUNT/ID", description = "Gateway")
    private Optional<String> gateway = Optional.empty();

    @Option(names = "--from", paramLabel = "TIME", description = "Nhận từ lúc / received from, 2026-11-23T00:00:00Z")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", description = "Nhận trước lúc / received before")
    private Optional<String> to = Optional.empty();

    List<Long> ids() {
        return ids;
    }

    /** For a query of an address, beginning with {@code &}. */
    String query() {
        String filter = texts().entrySet().stream()
                .map(one -> "&" + one.getKey() + "=" + FleetClient.part(one.getValue()))
                .collect(Collectors.joining());
        return filter
                + (ids.isEmpty()
                        ? ""
                        : "&ids=" + ids.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    /** For a request that changes letters: everything only if that is said, and not beside a narrower choice. */
    Map<String, Object> selection(CommandSpec spec, boolean all) {
        Map<String, Object> selection = new LinkedHashMap<>(texts());
        if (!ids.isEmpty()) {
            selection.put("ids", ids);
        }
        if (selection.isEmpty() != all) {
            throw new ParameterException(
                    spec.commandLine(),
                    all
                            ? "--all stands alone; leave it or the others out"
                            : "name letters by ID, --reason, --gateway, --from or --to, or say --all");
        }
        if (all) {
            selection.put("all", true);
        }
        return selection;
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        reason.ifPresent(text -> texts.put("reason", text));
        gateway.ifPresent(text -> texts.put("gateway", text.contains("/") ? text : "hue/" + text));
        from.ifPresent(text -> texts.put("from", text));
        to.ifPresent(text -> texts.put("to", text));
        return texts;
    }
}
