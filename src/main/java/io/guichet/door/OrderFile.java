package io.guichet.door;

import java.nio.file.Path;

/**
 * A file that was taken into work/.
 *
 * @param path  where it lies now
 * @param token its name there, which is never used again
 * @param name  the sender's name of it
 */
public record OrderFile(Path path, String token, String name) {

    private static final char TOKEN_END = '~';

    static OrderFile at(Path path) {
        String token = path.getFileName().toString();
        return new OrderFile(path, token, token.substring(token.indexOf(TOKEN_END) + 1));
    }
}
