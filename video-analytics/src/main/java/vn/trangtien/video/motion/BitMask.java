package vn.trangtien.video.motion;

/**
 * One bit for each pixel, 64 pixels to a word, so that growing and shrinking regions takes a few operations per word instead
 * of several per pixel.
 */
final class BitMask {

    private final int width;
    private final int height;
    private final int wordsPerRow;
    private final long[] words;
    private final long[] scratch;

    BitMask(int width, int height) {
        this.width = width;
        this.height = height;
        this.wordsPerRow = (width + 63) >> 6;
        this.words = new long[wordsPerRow * height];
        this.scratch = new long[words.length];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int wordsPerRow() {
        return wordsPerRow;
    }

    long word(int row, int index) {
        return words[row * wordsPerRow + index];
    }

    /** Sets 64 pixels at once; bits beyond the right edge must be 0. */
    void setWord(int row, int index, long bits) {
        words[row * wordsPerRow + index] = bits;
    }

    boolean get(int x, int y) {
        return (words[y * wordsPerRow + (x >> 6)] >>> (x & 63) & 1) != 0;
    }

    void set(int x, int y) {
        words[y * wordsPerRow + (x >> 6)] |= 1L << (x & 63);
    }

    void keepOnly(BitMask allowed) {
        for (int i = 0; i < words.length; i++) {
            words[i] &= allowed.words[i];
        }
    }

    int count() {
        int count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /** Removes pixels that do not have both neighbours on at least one of the two axes: single sparks and thin noise. */
    void removeSparks() {
        int last = (height - 1) * wordsPerRow;
        for (int row = 0; row <= last; row += wordsPerRow) {
            for (int i = 0; i < wordsPerRow; i++) {
                int at = row + i;
                long sideways = toTheLeft(at, i) & toTheRight(at, i);
                long upright = row == 0 || row == last ? 0 : words[at - wordsPerRow] & words[at + wordsPerRow];
                scratch[at] = words[at] & (sideways | upright);
            }
        }
        System.arraycopy(scratch, 0, words, 0, words.length);
    }

    /** Grows every region by one pixel in all eight directions. */
    void dilate() {
        for (int row = 0; row < words.length; row += wordsPerRow) {
            for (int i = 0; i < wordsPerRow; i++) {
                int at = row + i;
                scratch[at] = words[at] | toTheLeft(at, i) | toTheRight(at, i);
            }
            scratch[row + wordsPerRow - 1] &= lastWordMask();
        }
        for (int at = 0; at < words.length; at++) {
            long above = at >= wordsPerRow ? scratch[at - wordsPerRow] : 0;
            long below = at + wordsPerRow < words.length ? scratch[at + wordsPerRow] : 0;
            words[at] = scratch[at] | above | below;
        }
    }

    private long lastWordMask() {
        int used = width & 63;
        return used == 0 ? -1L : (1L << used) - 1;
    }

    /** For each pixel its left neighbour. */
    private long toTheLeft(int at, int index) {
        return words[at] << 1 | (index == 0 ? 0 : words[at - 1] >>> 63);
    }

    /** For each pixel its right neighbour. */
    private long toTheRight(int at, int index) {
        return words[at] >>> 1 | (index == wordsPerRow - 1 ? 0 : words[at + 1] << 63);
    }
}
