package vn.trangtien.box.cli;

import picocli.CommandLine.Parameters;

/** What the commands about one gateway share: its name. */
abstract class GatewayAccess extends FleetAccess {

    @Parameters(paramLabel = "[ACCOUNT/]ID", description = "Gateway")
    String id = "";

    /** Path of the gateway below a root. */
    final String path(String root) {
        return gateway(root, id);
    }
}
