package vn.trangtien.gateway.cli;

import vn.trangtien.gateway.terminal.Manners;

/** The way in of the installed program, started by {@code /usr/lib/trangtien-gateway/launch}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(
                Manners.teach(GatewayCommand.commandLine(), "TRANGTIEN_TRACE").execute(arguments));
    }
}
