package vn.trangtien.box;

import vn.trangtien.box.cli.CityCommand;

/** The way in: {@code java -jar city-in-a-box.jar}, usually through the script {@code city}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(CityCommand.commandLine().execute(arguments));
    }
}
