package vn.trangtien.gateway.cli;

import picocli.CommandLine.Mixin;

/** A command about the gateway at one {@link Place}. */
abstract class AtPlace extends Answering {

    @Mixin
    final Place place = new Place();
}
