package io.guichet.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code mvn verify -Pduel}: what Guichet is killed at in the crash campaign, played against the route of a careful newcomer as
 * well. Makes docs/duel.md of what was counted and judges nothing: the judge of Guichet is the campaign.
 */
class Duel {

    private static final Logger LOG = LoggerFactory.getLogger(Duel.class);
    /** Only moments whose words have it, where one is looked at more closely. */
    private static final String ONLY = System.getProperty("duel.only", "");

    @TempDir
    Path folder;

    @Test
    void sameMomentsForBoth() throws Exception {
        List<DuelMoment> moments = DuelMoment.ALL.stream().filter(one -> one.words().contains(ONLY)).toList();
        Map<String, List<Reckoning>> all = new LinkedHashMap<>();
        for (boolean eager : List.of(true, false)) {
            String name = eager ? "route" : "route, `eager(false)`";
            try (Duellist one = new DuellistCamel(Files.createDirectory(folder.resolve("eager-" + eager)), eager)) {
                all.put(name, played(one, name, moments));
            }
        }
        try (Duellist one = new DuellistGuichet(Files.createDirectory(folder.resolve("guichet")))) {
            all.put("Guichet", played(one, "Guichet", moments));
        }
        DuelPage.write(moments, all, Path.of(ONLY.isEmpty() ? "docs" : "target", "duel.md"));
    }

    private static List<Reckoning> played(Duellist one, String name, List<DuelMoment> moments) throws Exception {
        List<Reckoning> all = new ArrayList<>();
        one.open();
        for (DuelMoment moment : moments) {
            List<String> ids = Trials.ids("D" + all.size(), moment.orders());
            long began = System.nanoTime();
            moment.play().play(one, ids);
            one.awaitRest();
            Reckoning reckoning = Reckoning.of(ids, one.twin().sold(), one.out());
            LOG.info("{}, {}: {} after {} ms", name, moment.words(), reckoning,
                    (System.nanoTime() - began) / 1_000_000);
            all.add(reckoning);
        }
        return all;
    }
}
