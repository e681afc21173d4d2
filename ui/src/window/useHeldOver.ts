import { listen } from "@tauri-apps/api/event";
import { useEffect, useState } from "react";

/** Whether files are held over the window while this page is shown. What becomes of a drop the window decides. */
export function useHeldOver(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let wanted = true;
    const follow = (event: string, isOver: boolean) => listen(event, () => wanted && setOver(isOver));
    // The system tells the shell of files, and a page only by these events.
    const listening = [
      follow("tauri://drag-enter", true),
      follow("tauri://drag-leave", false),
      follow("tauri://drag-drop", false),
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
