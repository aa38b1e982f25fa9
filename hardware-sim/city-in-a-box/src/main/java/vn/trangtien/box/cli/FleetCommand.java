package vn.trangtien.box.cli;

import picocli.CommandLine.Command;

/** {@code city fleet}: the gateways of the city, from the command line. */
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        subcommands = {
            FleetListCommand.class,
            FleetAddCommand.class,
            FleetImportCommand.class,
            FleetQrCommand.class,
            FleetConfigCommand.class,
            FleetUpdateCommand.class,
            FleetRevokeCommand.class,
            FleetTwinCommand.class
        },
        description = {"Đội gateway. docs/fleet.md", "The fleet of gateways. docs/fleet.md"},
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:xong / done",
            "1:máy chủ từ chối, lý do được in ra / the server refused and says why",
            "2:dòng lệnh sai / the command line is wrong",
            "3:không tới được máy chủ hay tệp / server or file not reached"
        })
final class FleetCommand {}
