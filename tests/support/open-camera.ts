/** A page whose camera is on, beside a face tracker that runs. */
import type { Tab } from './driver.ts';
import { claims, popupContent, type Session, visit } from './session.ts';

/** Opens it; resolves when the popup says that it is capturing. */
export async function openCamera(session: Session): Promise<{ tab: Tab; tabId: number }> {
  const url = 'https://ladder.example/';
  const visited = await visit(session, { id: 'ladder', url, plays: '', embeds: {} });
  await session.driver.grantCamera('https://ladder.example');
  await visited.tab.run(async () => {
    await new Promise((resolve) => {
      const script = Object.assign(document.createElement('script'), { src: '/assets/app-3f2a.js', onload: resolve });
      document.head.append(script);
    });
    const video = document.querySelector('video') as HTMLVideoElement;
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: true });
  });
  await popupContent(session, visited.tabId, (content) => claims(content)['face-api-js'] === 'capturing');
  return visited;
}
