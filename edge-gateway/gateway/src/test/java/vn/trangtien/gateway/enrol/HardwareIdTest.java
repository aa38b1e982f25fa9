package vn.trangtien.gateway.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardwareIdTest {

    private static final String MACHINE_ID = "4c4c4544004a3510804bb2c04f4d3132";

    @TempDir
    Path root;

    @Test
    void raspberryIsItsSerialAndItsMac() throws Exception {
        file("proc/device-tree/serial-number", "10000000ABCD1234\0");
        card("eth0", "platform/soc", "b8:27:eb:00:00:01");
        card("wlan0", "platform/soc", "b8:27:eb:00:00:02");

        assertThat(HardwareId.in(root)).matches("10000000abcd1234-[0-9a-f]{12}");
    }

    @Test
    void copiedCardInAnotherBoardIsAnotherDevice() throws Exception {
        file("etc/machine-id", MACHINE_ID);
        file("proc/device-tree/serial-number", "10000000abcd1234\0");
        card("eth0", "platform/soc", "b8:27:eb:00:00:01");
        String original = HardwareId.in(root);

        file("proc/device-tree/serial-number", "10000000abcd9999\0");
        card("eth0", "platform/soc", "b8:27:eb:00:00:09");

        assertThat(HardwareId.in(root)).isNotEqualTo(original);
    }

    @Test
    void machineIdNeverLeavesTheMachine() throws Exception {
        file("etc/machine-id", MACHINE_ID + "\n");
        card("enp3s0", "pci0000", "00:11:22:33:44:55");

        assertThat(HardwareId.in(root))
                .matches("[0-9a-f]{16}-[0-9a-f]{12}")
                .doesNotContain(MACHINE_ID.substring(0, 8))
                .doesNotContain("001122");
    }

    @Test
    void softwareCardsAndPluggedOnesDoNotCount() throws Exception {
        file("etc/machine-id", MACHINE_ID);
        card("eth1", "platform/soc", "b8:27:eb:00:00:01");
        String before = HardwareId.in(root);

        card("eth0", "pci/usb1/1-1", "02:00:00:00:00:07");
        file("sys/class/net/docker0/address", "02:42:00:00:00:01");

        assertThat(HardwareId.in(root)).isEqualTo(before);
    }

    @Test
    void olderKernelsTellTheSerialElsewhere() throws Exception {
        file("proc/cpuinfo", "processor\t: 0\nRevision\t: c03111\nSerial\t\t: 100000001234abcd\n");

        assertThat(HardwareId.in(root)).isEqualTo("100000001234abcd-nonet");
    }

    @Test
    void emptySerialIsNone() throws Exception {
        file("proc/cpuinfo", "Serial\t\t: 0000000000000000\n");

        assertThat(HardwareId.in(root)).isEqualTo("unknown-nonet");
    }

    private void card(String name, String behind, String mac) throws IOException {
        Path device = Files.createDirectories(root.resolve("sys/devices/" + behind + "/" + name));
        Path card = Files.createDirectories(root.resolve("sys/class/net/" + name));
        if (!Files.exists(card.resolve("device"))) {
            Files.createSymbolicLink(card.resolve("device"), device);
        }
        Files.writeString(card.resolve("address"), mac + "\n");
    }

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
