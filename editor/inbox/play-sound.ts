/** Plays a recording; where the browser does not know its kind (amr), keeps it as a file. Gives whether it was played. */
export const playSound = async ({
  type,
  data,
}: {
  readonly type: string;
  /** A `data:` address. */
  readonly data: string;
}): Promise<boolean> => {
  const bytes = Uint8Array.from(atob(data.slice(data.indexOf(",") + 1)), (c) => c.charCodeAt(0));
  const sound = new AudioContext();
  try {
    const source = sound.createBufferSource();
    source.buffer = await sound.decodeAudioData(bytes.buffer.slice(0));
    source.connect(sound.destination);
    source.onended = () => void sound.close();
    source.start();
    return true;
  } catch {
    void sound.close();
    const link = document.createElement("a");
    link.href = data;
    link.download = `voice.${type.split("/")[1] ?? "bin"}`;
    link.click();
    return false;
  }
};
