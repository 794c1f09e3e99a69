package io.guichet.door;

import io.guichet.ledger.TestDesk;
import io.guichet.order.ImportProfile;
import io.guichet.order.OrderReader;
import io.guichet.purchase.NoticeBoard;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The beans that the routes of the folder in/ call, over a ledger for tests. */
public final class FileBeans {

    private FileBeans() {
    }

    /** @param marker whether files have to have one */
    public static Map<String, Object> of(Path home, TestDesk desk, NoticeBoard board, boolean marker, int batch) {
        Clock clock = Clock.systemUTC();
        FileDoor in = FileDoor.in(home, Duration.ZERO, marker, ImportProfile.PLAIN);
        FileDoors doors = new FileDoors(List.of(in));
        Map<String, Object> beans = new HashMap<>();
        beans.put("settledFiles-file", new SettledFiles(in));
        beans.put("takenFiles", new TakenFiles(doors, new FarFiles(desk.ledger().intake()), desk.ledger().intake(),
                new StrangeNames(TestDesk.TEXTS, board), clock));
        beans.put("doneMarkers", new DoneMarkers(doors));
        beans.put("orderFiles", new OrderFiles(home, doors, desk.ledger().intake(),
                new OrderReader(TestDesk.TEXTS, 1 << 20), new ReadingNow(), TestDesk.TEXTS, batch, clock));
        beans.put("unreadableFiles", new UnreadableFiles(home, desk.ledger().intake(), clock));
        beans.put("strayFolders", new StrayFolders(home, doors, TestDesk.TEXTS, board));
        beans.put("missingFolders", new MissingFolders(doors, TestDesk.TEXTS, board, clock));
        return beans;
    }
}
