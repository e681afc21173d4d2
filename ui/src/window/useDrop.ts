import { listen } from "@tauri-apps/api/event";
import { useEffect, useRef, useState } from "react";

/** Files and folders dropped on the window while this page is shown. True while some are held over it. */
export function useDrop(dropped: (paths: readonly string[]) => void): boolean {
  const [over, setOver] = useState(false);
  const newest = useRef(dropped);
  useEffect(() => {
    newest.current = dropped;
  });
  useEffect(() => {
    let wanted = true;
    // The events by which Tauri tells a page of what the system lets it not see: paths.
    const listening = [
      listen("tauri://drag-enter", () => wanted && setOver(true)),
      listen("tauri://drag-leave", () => wanted && setOver(false)),
      listen<{ paths: string[] }>("tauri://drag-drop", ({ payload }) => {
        if (wanted) {
          setOver(false);
          newest.current(payload.paths);
        }
      }),
    ];
    return () => {
      wanted = false;
      setOver(false);
      for (const each of listening) {
        each.then((stop) => stop()).catch(() => undefined);
      }
    };
  }, []);
  return over;
}
