package io.guichet.door;

import java.nio.file.Path;

/**
 * A file that was taken into work/.
 *
 * @param door  the way that it came in
 * @param path  where it lies now
 * @param token its name there, which is never used again
 * @param name  the sender's name of it
 */
public record OrderFile(String door, Path path, String token, String name) {

    private static final char TOKEN_END = '~';

    static OrderFile at(String door, Path path) {
        String token = path.getFileName().toString();
        return new OrderFile(door, path, token, token.substring(token.indexOf(TOKEN_END) + 1));
    }
}
