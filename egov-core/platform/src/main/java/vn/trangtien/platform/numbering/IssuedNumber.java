package vn.trangtien.platform.numbering;

/**
 * A number out of a book.
 *
 * @param number from 1 within the year
 * @param text as it is written, for instance {@code 01/2026/VV-SXD}
 */
public record IssuedNumber(long number, int year, String text) {}
