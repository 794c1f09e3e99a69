package io.guichet.sandbox.webstamp;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A black and white image with lines of text in an own 5 x 7 font: the same bytes on machines without any font. */
final class PixelImage {

    // Glyphs from blank to Z, five columns of eight bits each, lowest bit on top.
    private static final String FONT = "0000000000" + "00005f0000" + "0007000700" + "147f147f14" + "242a7f2a12"
            + "2313086462" + "3649562050" + "0008070300" + "001c224100" + "0041221c00" + "2a1c7f1c2a" + "08083e0808"
            + "0080703000" + "0808080808" + "0000606000" + "2010080402" + "3e5149453e" + "00427f4000" + "7249494946"
            + "2141494d33" + "1814127f10" + "2745454539" + "3c4a494931" + "4121110907" + "3649494936" + "464949291e"
            + "0000140000" + "0040340000" + "0008142241" + "1414141414" + "0041221408" + "0201590906" + "3e415d594e"
            + "7c1211127c" + "7f49494936" + "3e41414122" + "7f4141413e" + "7f49494941" + "7f09090901" + "3e41415173"
            + "7f0808087f" + "00417f4100" + "2040413f01" + "7f08142241" + "7f40404040" + "7f021c027f" + "7f0408107f"
            + "3e4141413e" + "7f09090906" + "3e4151215e" + "7f09192946" + "2649494932" + "03017f0103" + "3f4040403f"
            + "1f2040201f" + "3f4038403f" + "6314081463" + "0304780403" + "6159494d43";
    private static final int PNG_AFTER_HEADER = 33;
    private static final int BMP_RESOLUTION = 38;

    private final BufferedImage image;
    private final byte[] bits;
    private final int stride;
    private final int dpi;

    PixelImage(int widthPx, int heightPx, int dpi) {
        this.dpi = dpi;
        image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_BYTE_BINARY);
        bits = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        stride = (widthPx + 7) / 8;
        Arrays.fill(bits, (byte) 0xff);
        black(0, 0, widthPx, 1);
        black(0, heightPx - 1, widthPx, 1);
        black(0, 0, 1, heightPx);
        black(widthPx - 1, 0, 1, heightPx);
    }

    /** One line of text, cut at the right edge; dot = size of one font pixel. */
    PixelImage text(int x, int y, int dot, String line) {
        String plain = Normalizer.normalize(line, Normalizer.Form.NFD).replaceAll("\\p{M}", "")
                .toUpperCase(Locale.ROOT);
        int left = x;
        for (int i = 0; i < plain.length() && left + 6 * dot < image.getWidth(); i++) {
            int glyph = plain.charAt(i) - ' ';
            glyph(left, y, dot, glyph < 0 || glyph * 10 >= FONT.length() ? '?' - ' ' : glyph);
            left += 6 * dot;
        }
        return this;
    }

    byte[] bytes(FileType type) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
        ImageWriter writer = ImageIO.getImageWritersByFormatName(type.code()).next();
        // Not ImageIO.write: that one goes through a temporary file.
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        int dotsPerMetre = (int) Math.round(dpi / 0.0254);
        return switch (type) {
            case PNG -> withPhysicalSize(out.toByteArray(), dotsPerMetre);
            case BMP -> ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(BMP_RESOLUTION, dotsPerMetre).putInt(BMP_RESOLUTION + 4, dotsPerMetre).array();
            default -> out.toByteArray();
        };
    }

    private static byte[] withPhysicalSize(byte[] png, int dotsPerMetre) {
        ByteBuffer chunk = ByteBuffer.allocate(21).putInt(9).put("pHYs".getBytes(StandardCharsets.US_ASCII))
                .putInt(dotsPerMetre).putInt(dotsPerMetre).put((byte) 1);
        CRC32 sum = new CRC32();
        sum.update(chunk.array(), 4, 13);
        chunk.putInt((int) sum.getValue());
        return ByteBuffer.allocate(png.length + 21).put(png, 0, PNG_AFTER_HEADER).put(chunk.array())
                .put(png, PNG_AFTER_HEADER, png.length - PNG_AFTER_HEADER).array();
    }

    private void glyph(int x, int y, int dot, int number) {
        for (int column = 0; column < 5; column++) {
            int at = number * 10 + column * 2;
            int rows = Integer.parseInt(FONT, at, at + 2, 16);
            for (int row = 0; row < 8; row++) {
                if ((rows >> row & 1) == 1) {
                    black(x + column * dot, y + row * dot, dot, dot);
                }
            }
        }
    }

    private void black(int x, int y, int width, int height) {
        int right = Math.min(x + width, image.getWidth());
        int bottom = Math.min(y + height, image.getHeight());
        for (int row = y; row < bottom; row++) {
            for (int column = x; column < right; column++) {
                bits[row * stride + column / 8] &= (byte) ~(0x80 >> column % 8);
            }
        }
    }
}
