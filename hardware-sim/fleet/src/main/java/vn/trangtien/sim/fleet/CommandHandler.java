package vn.trangtien.sim.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import vn.trangtien.wire.KuraPayload;

/** CMD-V1 of the twin: it runs nothing, but says what it would have run. */
final class CommandHandler implements RequestHandler {

    private final Set<Quirk> quirks;

    CommandHandler(Set<Quirk> quirks) {
        this.quirks = quirks;
    }

    @Override
    public Consumer<KuraPayload.Builder> handle(TwinRequest request) throws Exception {
        if (!request.is("EXEC", "command")) {
            throw new Refused(404, "no resource " + String.join("/", request.resource()));
        }
        if (quirks.contains(Quirk.COMMANDS_DISABLED)) {
            throw new Refused(500, "Command Service is disabled");
        }
        List<String> words = new ArrayList<>();
        words.add(request.payload()
                .text("command.command")
                .orElseThrow(() -> new Refused(400, "command.command is missing")));
        boolean emptyEnds = quirks.contains(Quirk.EMPTY_ARGUMENT_ENDS);
        for (int i = 0; ; i++) {
            Optional<String> argument = request.payload().text("command.argument" + i);
            if (argument.isEmpty() || (emptyEnds && argument.get().isEmpty())) {
                break;
            }
            words.add(argument.get());
        }
        return reply -> reply.metric("command.stdout", String.join(" ", words))
                .metric("command.stderr", "")
                .metric("command.exit.code", 0)
                .metric("command.timedout", false);
    }
}
