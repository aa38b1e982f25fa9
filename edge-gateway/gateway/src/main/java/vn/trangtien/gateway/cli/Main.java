package vn.trangtien.gateway.cli;

import java.util.List;
import vn.trangtien.gateway.terminal.Manners;

/** The way in of the installed program, started by {@code /usr/lib/trangtien-gateway/launch}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Logging.choose(List.of(arguments));
        System.exit(
                Manners.teach(GatewayCommand.commandLine(), "TRANGTIEN_TRACE").execute(arguments));
    }
}
